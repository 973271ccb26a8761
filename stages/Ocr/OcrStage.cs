using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Ocr.Recognition;
using Curation.Torch;

namespace Curation.Ocr;

/// <summary>
/// Recognises the pages that have the route <c>ocr</c>, page by page over the documents of all batches under way, and puts their text into
/// place. Documents without a payload pass.
/// </summary>
public sealed class OcrStage : IBatchStage, IComponent<OcrStage, OcrOptions>, IAsyncDisposable
{
    internal static readonly Reason NoText = new("ocr.no-text", "No page of the document has text: all are blank or failed.");
    internal static readonly Reason LowConfidence = new("ocr.low-confidence", "Recognition was unsure of every page with text, and the option lowConfidence drops such pages.");
    internal static readonly Reason TooManyFailures = new("ocr.too-many-failures", "More of the document's pages failed in recognition than the option maxFailedPages allows.");

    readonly DocumentRecognizer _documents;

    OcrStage(OcrOptions options, StageServices services)
    {
        _documents = new(options, services);
        OcrEngineChoice?[] engines = [options.Engine, options.Fallback];
        Resource = engines.Contains(OcrEngineChoice.Torch) && options.Device != DeviceChoice.Cpu ? Resource.Gpu : engines.Contains(OcrEngineChoice.Vlm) ? Resource.Llm : Resource.Cpu;
    }

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("ocr", 1, "Recognises the text of scanned pages and images by Tesseract, PP-OCR on libtorch, or a vision-language model.")
    {
        TakesPayload = true,
        Reasons = [NoText, LowConfidence, TooManyFailures],
        Signals =
        [
            new("ocr_pages", SignalKind.Count, "Pages given to recognition."),
            new("ocr_pages_blank", SignalKind.Count, "Of these, pages without text."),
            new("ocr_pages_failed", SignalKind.Count, "Of these, pages that could not be rendered or recognised."),
            new("ocr_pages_low", SignalKind.Count, "Of these, pages of low confidence."),
            new("ocr_pages_tesseract", SignalKind.Count, "Pages recognised by tesseract."),
            new("ocr_pages_torch", SignalKind.Count, "Pages recognised by torch."),
            new("ocr_pages_vlm", SignalKind.Count, "Pages recognised by vlm."),
            new("ocr_confidence", SignalKind.Number, "Mean confidence of the recognised characters, 0 to 1."),
            new("ocr_seconds", SignalKind.Number, "Seconds that recognition took when it was first done, over all pages."),
        ],
    };

    /// <inheritdoc/>
    public Resource Resource { get; }

    /// <inheritdoc/>
    public BatchShape Shape { get; } = new(16, 64 << 20, Concurrency: 2);

    /// <inheritdoc/>
    public static OcrStage Create(OcrOptions options, StageServices services) => new(options, services);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(OcrOptions options) => options.Models.Files();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken) =>
        await Task.WhenAll(batch.Select(d => _documents.RecognizeAsync(d, cancellationToken))).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _documents.DisposeAsync();
}
