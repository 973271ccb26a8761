using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Ocr.Recognition;

/// <summary>Recognises the pages of documents, many documents at once; pages are held in memory one by one within the engine's bound.</summary>
sealed class DocumentRecognizer : IAsyncDisposable
{
    readonly OcrOptions _options;
    readonly StageServices _services;
    readonly PageRecognizer _pages;
    readonly PageSource _source;

    /// <summary>Renderers at work at once: each holds a file and a process.</summary>
    readonly SemaphoreSlim _renderers = new(Math.Max(4, Environment.ProcessorCount));

    public DocumentRecognizer(OcrOptions options, StageServices services)
    {
        (_options, _services) = (options, services);
        _pages = new(OcrEngines.Create(options.Engine, options, services), options.Fallback is { } other ? OcrEngines.Create(other, options, services) : null, services);
        _source = new(new(options.MaxPixels, TimeSpan.FromSeconds(options.TimeLimit)));
    }

    /// <summary>The document with the text of its pages; without payload.</summary>
    public async Task<Verdict> RecognizeAsync(Document document, CancellationToken cancellationToken)
    {
        if (document.Payload is not { } payload) return Verdict.Keep(document);
        int[] wanted = [.. PageList.Of(document).Where(p => p is { Route: PageRoute.Ocr, Engine: null }).Select(p => p.Number)];
        if (wanted.Length == 0) return Verdict.Keep(document with { Payload = null });
        var results = new PageResult?[wanted.Length];
        await _renderers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var file = await PayloadFile.WriteAsync(payload, _services.Scratch, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < wanted.Length; i++) results[i] = await _pages.FindAsync(_pages.Key(file.Digest, wanted[i]), cancellationToken).ConfigureAwait(false);
            int[] missing = [.. Enumerable.Range(0, wanted.Length).Where(i => results[i] is null)];
            if (missing.Length > 0) await RecognizeAsync(payload, file, wanted, missing, results, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _renderers.Release();
        }
        return RecognizedDocument.Judge(document, wanted, results!, _options);
    }

    async Task RecognizeAsync(Record payload, PayloadFile file, int[] wanted, int[] missing, PageResult?[] results, CancellationToken cancellationToken)
    {
        var underWay = new List<Task>();
        var next = 0;
        var rendered = _source.ReadAsync(payload, file.Path, [.. missing.Select(i => wanted[i])], _pages.Scale, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (rendered.ConfigureAwait(false))
        {
            try
            {
                for (; next < missing.Length; next++)
                {
                    await _pages.ReserveAsync(cancellationToken).ConfigureAwait(false);
                    var reserved = true;
                    try
                    {
                        if (!await rendered.MoveNextAsync().ConfigureAwait(false)) break;
                        var index = missing[next];
                        if (rendered.Current.Failure is { } failure) results[index] = PageResult.Failed(failure);
                        if (rendered.Current.Image is not { } image) continue;
                        underWay.Add(OneAsync(index, image));
                        reserved = false;
                    }
                    finally
                    {
                        if (reserved) _pages.Release();
                    }
                }
            }
            catch (OcrException error)
            {
                // The file as a whole: every page that is left fails of it.
                for (; next < missing.Length; next++) results[missing[next]] ??= PageResult.Failed(error);
            }
            finally
            {
                await Task.WhenAll(underWay).ConfigureAwait(false);
            }
        }

        async Task OneAsync(int index, Imaging.PageImage image)
        {
            try { results[index] = await _pages.RecognizeAsync(_pages.Key(file.Digest, wanted[index]), image, cancellationToken).ConfigureAwait(false); }
            finally { _pages.Release(); }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync().ConfigureAwait(false);
        _source.Dispose();
        _renderers.Dispose();
    }
}
