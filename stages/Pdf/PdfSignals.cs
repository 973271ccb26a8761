using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Pdf;

/// <summary>Numbers of a document's pages.</summary>
internal static class PdfSignals
{
    public static readonly SignalDefinition[] All =
    [
        new("pdf_pages", SignalKind.Count, "Pages of the PDF file."),
        new("pdf_text_pages", SignalKind.Count, "Pages whose text layer is taken."),
        new("pdf_ocr_pages", SignalKind.Count, "Pages that go to recognition."),
        new("pdf_blank_pages", SignalKind.Count, "Blank pages."),
        new("pdf_failed_pages", SignalKind.Count, "Pages that could not be read."),
        new("pdf_garbled_share", SignalKind.Number, "Share of characters on its pages that cannot be meant, 0 to 1."),
    ];

    /// <summary>The signals of a document's pages.</summary>
    public static Signals Of(Signals signals, ImmutableArray<PageText> pages)
    {
        var (characters, garbled) = (0.0, 0.0);
        foreach (var page in pages)
        {
            if (page.Signals is null || !page.Signals.TryGetValue("characters", out var count)) continue;
            characters += count;
            garbled += count * page.Signals.GetValueOrDefault("garbled");
        }
        return signals.With(
            new("pdf_pages", pages.Length), Count("pdf_text_pages", PageRoute.Text), Count("pdf_ocr_pages", PageRoute.Ocr), Count("pdf_blank_pages", PageRoute.Blank),
            Count("pdf_failed_pages", PageRoute.Failed), new("pdf_garbled_share", characters == 0 ? 0 : garbled / characters));

        Signal Count(string name, PageRoute route) => new(name, pages.Count(p => p.Route == route));
    }
}
