using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Contracts;
using Curation.Ocr.Imaging;

namespace Curation.Ocr.Recognition;

/// <summary>Recognises pages: blank ones are not asked about, results are stored by what decides them, a second engine steps in for the first.</summary>
sealed class PageRecognizer(IOcrEngine engine, IOcrEngine? fallback, StageServices services) : IAsyncDisposable
{
    /// <summary>Pages in memory, over all documents.</summary>
    readonly SemaphoreSlim _slots = new(engine.PagesAtOnce);

    /// <summary>The size at which pages are wanted.</summary>
    public PageScale Scale => engine.Scale;

    /// <summary>Waits until another page may be held in memory; whoever got one gives it back by <see cref="Release"/>.</summary>
    public Task ReserveAsync(CancellationToken cancellationToken) => _slots.WaitAsync(cancellationToken);

    /// <summary>A page is out of memory.</summary>
    public void Release() => _slots.Release();

    /// <summary>The key of a page's result.</summary>
    /// <param name="payload">Digest of the file that it is a page of.</param>
    /// <param name="page">Its number.</param>
    public UInt128 Key(UInt128 payload, int page) => XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"ocr 1\n{payload:x32}\n{page}\n{engine.Scale}\n{engine.Identity}\n{fallback?.Identity}")));

    /// <summary>The stored result of a key; null if there is none.</summary>
    public async ValueTask<PageResult?> FindAsync(UInt128 key, CancellationToken cancellationToken) =>
        await services.Results.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } stored ? PageResult.Of(stored) : null;

    /// <summary>Recognises a page and stores the result before it is used.</summary>
    public async Task<PageResult> RecognizeAsync(UInt128 key, PageImage image, CancellationToken cancellationToken)
    {
        var start = services.Time.GetTimestamp();
        try
        {
            var page = Ink.IsBlank(image) ? OcrPage.Blank(engine.Name) : await AskAsync(image, cancellationToken).ConfigureAwait(false);
            var result = new PageResult(page, Math.Round(services.Time.GetElapsedTime(start).TotalSeconds, 3));
            return PageResult.Of(await services.Results.StoreAsync(key, result.ToBytes(), cancellationToken).ConfigureAwait(false));
        }
        catch (OcrException error)
        {
            return PageResult.Failed(error);
        }
    }

    async Task<OcrPage> AskAsync(PageImage image, CancellationToken cancellationToken)
    {
        try { return await engine.RecognizeAsync(image, cancellationToken).ConfigureAwait(false); }
        catch (OcrException) when (fallback is not null) { return await fallback.RecognizeAsync(image, cancellationToken).ConfigureAwait(false); }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync().ConfigureAwait(false);
        if (fallback is not null) await fallback.DisposeAsync().ConfigureAwait(false);
        _slots.Dispose();
    }
}
