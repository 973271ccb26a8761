using Curation.Core.Documents;

namespace Curation.Stages.Pdf.Routing;

/// <summary>Chooses where a page's text comes from; a pure function of its measures.</summary>
internal static class PageRouter
{
    /// <summary>The route and the id of why.</summary>
    public static (PageRoute Route, string Reason) Choose(PageMeasure page, PdfExtractorOptions options)
    {
        var isBlank = page.Characters == 0 && !HasImage(page, options) && page.Curves < options.MinCurves;
        return options.Ocr switch
        {
            OcrUse.Never => page.Characters > 0 ? (PageRoute.Text, "ocr-never") : (PageRoute.Blank, isBlank ? Empty(page) : "no-text"),
            OcrUse.Always => isBlank ? (PageRoute.Blank, Empty(page)) : (PageRoute.Ocr, "ocr-always"),
            _ => isBlank ? (PageRoute.Blank, Empty(page)) : Automatic(page, options),
        };
    }

    static string Empty(PageMeasure page) => page.ImageCoverage > 0 ? "blank-image" : "blank";

    /// <summary>Whether an image is there that may show text.</summary>
    static bool HasImage(PageMeasure page, PdfExtractorOptions options) =>
        page.ImageCoverage >= options.MinImageCoverage && page.ImageBytesPerPixel >= options.BlankImageBytesPerPixel;

    static (PageRoute Route, string Reason) Automatic(PageMeasure page, PdfExtractorOptions options)
    {
        if (page.Characters == 0) return (PageRoute.Ocr, HasImage(page, options) ? "image" : "outlines");
        if (page.GarbledShare > options.MaxGarbledShare) return (PageRoute.Ocr, "garbled");
        if (page.UnmappedShare > options.MaxUnmappedShare && !(page.Plausibility >= options.MinPlausibility)) return (PageRoute.Ocr, "unmapped");
        var isScan = page.InvisibleShare > .5 || page.ImageCoverage >= options.ScanImageCoverage;
        var asked = isScan ? options.MinScanPlausibility : options.MinPlausibility;
        if (page.Plausibility < asked || (isScan && page.OddWordShare > options.MaxScanOddWords)) return (PageRoute.Ocr, isScan ? "bad-ocr-layer" : "implausible");
        // A stamp or page number on a scan, or on outlines.
        if (page.Characters < options.MinCharacters)
        {
            if (page.ImageCoverage >= options.StampImageCoverage && HasImage(page, options)) return (PageRoute.Ocr, "image");
            if (page.Curves >= options.ManyCurves) return (PageRoute.Ocr, "outlines");
        }
        return (PageRoute.Text, page.InvisibleShare > .5 ? "ocr-layer" : "text-layer");
    }
}
