using Curation.Ocr.Imaging;

namespace Curation.Ocr;

/// <summary>Recognises the text of page images. Thread-safe: pages are given as they come, from many documents at once.</summary>
public interface IOcrEngine : IAsyncDisposable
{
    /// <summary>Name as in options and page lists: <c>tesseract</c>, <c>torch</c>, <c>vlm</c>.</summary>
    string Name { get; }

    /// <summary>All that decides its results beside the page: version, models, languages, options. Part of the key that results are stored by.</summary>
    string Identity { get; }

    /// <summary>The size at which it wants its pages.</summary>
    PageScale Scale { get; }

    /// <summary>Pages that should be under way at once to keep it busy; each is held in memory.</summary>
    int PagesAtOnce { get; }

    /// <summary>The lines of a page in reading order.</summary>
    /// <param name="page">The page, blank ones too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OcrException">The engine failed on this page; others may succeed.</exception>
    Task<OcrPage> RecognizeAsync(PageImage page, CancellationToken cancellationToken);
}

/// <summary>How large a page is rendered.</summary>
/// <param name="Dpi">Pixels an inch.</param>
/// <param name="LongestSide">Most pixels of the longer side; 0 for no limit.</param>
public readonly record struct PageScale(int Dpi, int LongestSide = 0);
