using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Curation.Core.Errors;
using Curation.Ocr.Imaging;
using static Curation.Ocr.Tesseract.TesseractLibrary;

namespace Curation.Ocr.Tesseract;

/// <summary>Tesseract in this process: one page at a time, on one thread. Native code on hostile input: only ever in a child process.</summary>
sealed class TesseractRecognizer : IDisposable
{
    /// <summary>Values of <c>thresholding_method</c>.</summary>
    const string Otsu = "0", Sauvola = "2";

    /// <summary>Mean confidence below which the page may lie on its side or head: orientation is asked for only then, since it costs a third of a page.</summary>
    const double Doubtful = 0.7;

    /// <summary>Share of a page's characters in sure words from which it stands upright for all that (leaders, formulas): turned pages have next to none.</summary>
    const double Sure = 0.1;

    /// <summary>A sure word: characters, and confidence in per cent.</summary>
    const int SureLength = 4, SureConfidence = 90;

    readonly nint _api;
    readonly string? _folder;
    nint _orientation;
    bool _noOrientation;

    /// <summary>Loads the languages.</summary>
    /// <exception cref="ConfigException">The library or a language is missing; the message says how to get it.</exception>
    public TesseractRecognizer(string languages, string? folder)
    {
        _folder = folder;
        try { _api = TessBaseAPICreate(); }
        catch (DllNotFoundException error) { throw Missing(error); }
        if (TessBaseAPIInit3(_api, folder, languages) != 0)
            throw new ConfigException($"Tesseract has no data for '{languages}'{(folder is null ? "" : $" in {folder}")}; install it (Debian: {string.Join(" ", languages.Split('+').Select(l => $"tesseract-ocr-{l.Replace('_', '-')}"))}), or correct the option language");
        TessBaseAPISetPageSegMode(_api, AutomaticLayout);
    }

    /// <summary>The message about a missing library.</summary>
    public static ConfigException Missing(Exception cause) =>
        new($"Tesseract is not here ({cause.Message.Split('\n')[0]}); install it (Debian: libtesseract5 tesseract-ocr-eng), or choose another engine", cause);

    /// <summary>The lines of a page. A page that reads badly is turned as its orientation says, and the better reading stays.</summary>
    public OcrPage Recognize(PageImage page)
    {
        var (upright, isSure) = ReadStraight(page);
        if (isSure || Turn(page) is not (> 0 and var quarters)) return upright;
        var (turned, _) = ReadStraight(page.Turned(quarters));
        return turned.Confidence > upright.Confidence ? turned : upright;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        TessBaseAPIDelete(_api);
        if (_orientation != 0) TessBaseAPIDelete(_orientation);
    }

    /// <summary>The lines of a page, its skew taken out, and whether it reads well enough to stand upright.</summary>
    (OcrPage Page, bool IsSure) ReadStraight(PageImage page) => Read(Skew.Straight(page));

    unsafe (OcrPage Page, bool IsSure) Read(PageImage page)
    {
        // Sauvola's threshold follows the paper's brightness; Otsu's, one for the page, is quicker.
        _ = TessBaseAPISetVariable(_api, "thresholding_method", Lighting.IsUneven(page) ? Sauvola : Otsu);
        fixed (byte* pixels = page.Pixels)
        {
            TessBaseAPISetImage(_api, pixels, page.Width, page.Height, 1, page.Width);
            if (page.Dpi > 0) TessBaseAPISetSourceResolution(_api, page.Dpi);
            try
            {
                if (TessBaseAPIRecognize(_api, 0) != 0) throw new OcrException("image", "Tesseract could not recognise the page");
                var read = new OcrPage("tesseract", Lines());
                return (read, read.Confidence >= Doubtful || SureShare() >= Sure);
            }
            finally
            {
                TessBaseAPIClear(_api);
            }
        }
    }

    ImmutableArray<OcrLine> Lines()
    {
        var iterator = TessBaseAPIGetIterator(_api);
        if (iterator == 0) return [];
        try
        {
            var lines = ImmutableArray.CreateBuilder<OcrLine>();
            var place = TessResultIteratorGetPageIterator(iterator);
            do
            {
                var text = TessResultIteratorGetUTF8Text(iterator, TextLine);
                if (text == 0) continue;
                var line = Marshal.PtrToStringUTF8(text)!.Trim();
                TessDeleteText(text);
                if (line.Length == 0) continue;
                var boxed = TessPageIteratorBoundingBox(place, TextLine, out var left, out var top, out var right, out var bottom) != 0;
                lines.Add(new(line, Math.Clamp(Math.Round(TessResultIteratorConfidence(iterator, TextLine) / 100, 4), 0, 1))
                {
                    Box = boxed ? new PageBox(left, top, right, bottom) : null,
                    StartsParagraph = TessPageIteratorIsAtBeginningOf(place, Paragraph) != 0,
                });
            }
            while (TessResultIteratorNext(iterator, TextLine) != 0);
            return lines.ToImmutable();
        }
        finally
        {
            TessResultIteratorDelete(iterator);
        }
    }

    /// <summary>The share of characters that stand in sure words; blanks do not count.</summary>
    double SureShare()
    {
        var iterator = TessBaseAPIGetIterator(_api);
        if (iterator == 0) return 0;
        try
        {
            var (sure, all) = (0, 0);
            do
            {
                var text = TessResultIteratorGetUTF8Text(iterator, Word);
                if (text == 0) continue;
                var length = Marshal.PtrToStringUTF8(text)!.Length;
                TessDeleteText(text);
                all += length;
                if (length >= SureLength && TessResultIteratorConfidence(iterator, Word) >= SureConfidence) sure += length;
            }
            while (TessResultIteratorNext(iterator, Word) != 0);
            return all == 0 ? 0 : (double)sure / all;
        }
        finally
        {
            TessResultIteratorDelete(iterator);
        }
    }

    /// <summary>Quarter turns clockwise that set the page upright; 0 if it stands so, or if nothing can tell.</summary>
    unsafe int Turn(PageImage page)
    {
        if (_orientation == 0 && !_noOrientation)
        {
            var api = TessBaseAPICreate();
            _noOrientation = TessBaseAPIInit3(api, _folder, "osd") != 0;
            if (_noOrientation) TessBaseAPIDelete(api);
            else _orientation = api;
        }
        if (_noOrientation) return 0;
        fixed (byte* pixels = page.Pixels)
        {
            TessBaseAPISetImage(_orientation, pixels, page.Width, page.Height, 1, page.Width);
            if (page.Dpi > 0) TessBaseAPISetSourceResolution(_orientation, page.Dpi);
            var found = TessBaseAPIDetectOrientationScript(_orientation, out var degrees, out _, out _, out _) != 0;
            TessBaseAPIClear(_orientation);
            // The degrees by which the page is turned clockwise; the rest of the circle sets it upright.
            return found ? (4 - degrees / 90) % 4 : 0;
        }
    }
}
