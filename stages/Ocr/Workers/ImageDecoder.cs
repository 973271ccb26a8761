using System.Buffers.Binary;
using Curation.Ocr.Imaging;

namespace Curation.Ocr.Workers;

/// <summary>Decodes PNG, JPEG and TIFF in a child process, by Leptonica.</summary>
/// <param name="maxPixels">Most pixels of an image; larger ones are refused before they are decoded.</param>
/// <param name="limit">Time for one image.</param>
sealed class ImageDecoder(long maxPixels, TimeSpan limit) : IDisposable
{
    readonly WorkerPool _workers = new([], 1, limit);

    /// <summary>The image in grey.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="page">Page of a TIFF, from 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OcrException">It is damaged, too large or of no known kind.</exception>
    public async Task<PageImage> DecodeAsync(ReadOnlyMemory<byte> file, int page, CancellationToken cancellationToken)
    {
        var head = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, page);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(4), maxPixels);
        return ImageFrame.Read(await _workers.AskAsync(WorkerFrame.Decode, head, file, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public void Dispose() => _workers.Dispose();
}
