using Curation.Stages.Pdf.Assembly;
using Curation.Stages.Pdf.Layout;
using Curation.Stages.Pdf.Routing;
using UglyToad.PdfPig;

namespace Curation.Stages.Pdf.Parsing;

/// <summary>A PDF file opened by PdfPig: its facts, and its pages one by one.</summary>
internal sealed class PdfSource : IDisposable
{
    readonly PdfDocument _document;
    readonly PageLayout _layout = new();

    PdfSource(PdfDocument document, PdfFacts facts) => (_document, Facts) = (document, facts);

    /// <summary>What the file says of itself.</summary>
    public PdfFacts Facts { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="passwords">Passwords to try beside the empty one.</param>
    /// <param name="maxStreamBytes">Most bytes that a stream may unpack to.</param>
    public static PdfSource Open(byte[] bytes, IEnumerable<string> passwords, int maxStreamBytes)
    {
        var document = PdfDocument.Open(bytes, new ParsingOptions
        {
            UseLenientParsing = true,
            SkipMissingFonts = true,
            Passwords = ["", .. passwords],
            FilterProvider = new BoundedFilters(maxStreamBytes),
        });
        document.AddPageFactory<GlyphPage, GlyphPageFactory>();
        return new(document, PdfFacts.Of(document));
    }

    /// <summary>Reads a page.</summary>
    /// <param name="number">Number from 1.</param>
    public PageContent Page(int number)
    {
        var page = _document.GetPage<GlyphPage>(number);
        var lines = _layout.Arrange(page, Unwanted(page));
        return new(number, page.Width, page.Height, [.. lines], PageMeter.Measure(page, lines));
    }

    /// <summary>What the document marks as pagination or decoration is left out, unless it marks too much so.</summary>
    static GlyphTraits Unwanted(GlyphPage page)
    {
        var artifacts = 0;
        foreach (ref readonly var glyph in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(page.Glyphs))
            if ((glyph.Traits & GlyphTraits.Artifact) != 0) artifacts++;
        return artifacts > 0 && artifacts < .3 * page.Glyphs.Count ? GlyphTraits.Artifact : GlyphTraits.None;
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
