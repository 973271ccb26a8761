using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Ocr.Imaging;

namespace Curation.Ocr;

/// <summary>Takes images as documents of pages that are to be recognised: one page, or those of a TIFF. Only where the stage <c>ocr</c> follows.</summary>
public sealed class ImageExtractor(bool payloadTaken) : IExtractor, IComponent<ImageExtractor, NoOptions>
{
    static readonly Reason s_noOcr = new("image.no-ocr", "The record is an image, and no stage 'ocr' follows that could read it.");

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("image", 1, "Images (PNG, JPEG, TIFF) whose text the stage 'ocr' recognises.") { Reasons = [s_noOcr] };

    /// <inheritdoc/>
    public IReadOnlyList<string> MediaTypes { get; } = ["image/png", "image/jpeg", "image/tiff"];

    /// <inheritdoc/>
    public static ImageExtractor Create(NoOptions options, StageServices services) => new(services.PayloadTaken);

    /// <inheritdoc/>
    public Verdict Extract(Document document, CancellationToken cancellationToken)
    {
        if (!payloadTaken) return Verdict.Drop(document with { Payload = null }, s_noOcr, detail: document.Payload!.MediaType);
        var count = 1;
        if (document.Payload!.MediaType == "image/tiff")
        {
            using var stream = document.Payload.Open();
            using var file = new MemoryStream();
            stream.CopyTo(file);
            count = TiffPages.Count(file.GetBuffer().AsSpan(0, (int)file.Length));
        }
        return Verdict.Keep(PageList.Write(document, [.. Enumerable.Range(1, count).Select(n => new PageText(n, 0, 0, PageRoute.Ocr) { Reason = "image" })]));
    }
}
