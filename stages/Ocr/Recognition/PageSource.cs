using System.Runtime.CompilerServices;
using Curation.Core.Documents;
using Curation.Ocr.Rendering;
using Curation.Ocr.Workers;

namespace Curation.Ocr.Recognition;

/// <summary>Images of a payload's pages, one after the other as they are asked for.</summary>
sealed class PageSource(RenderLimits limits) : IDisposable
{
    readonly ImageDecoder _decoder = new(limits.Pixels, limits.Time);

    /// <summary>The pages with these numbers, ascending, or why there is no image of them.</summary>
    public IAsyncEnumerable<RenderedPage> ReadAsync(Record payload, string file, IReadOnlyList<int> pages, PageScale scale, CancellationToken cancellationToken) =>
        payload.MediaType == "application/pdf" ? PdfRenderer.RenderAsync(file, pages, scale, limits, cancellationToken) : DecodeAsync(file, pages, cancellationToken);

    async IAsyncEnumerable<RenderedPage> DecodeAsync(string file, IReadOnlyList<int> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
        foreach (var page in pages) yield return await DecodeAsync(bytes, page, cancellationToken).ConfigureAwait(false);
    }

    async Task<RenderedPage> DecodeAsync(byte[] bytes, int page, CancellationToken cancellationToken)
    {
        try { return new(page, await _decoder.DecodeAsync(bytes, page - 1, cancellationToken).ConfigureAwait(false)); }
        catch (OcrException error) { return new(page, null, error); }
    }

    /// <inheritdoc/>
    public void Dispose() => _decoder.Dispose();
}
