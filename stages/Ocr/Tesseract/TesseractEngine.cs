using System.Text.Json;
using Curation.Ocr.Imaging;
using Curation.Ocr.Workers;

namespace Curation.Ocr.Tesseract;

/// <summary>Tesseract 5 by its C API in child processes, a page a process, one thread each.</summary>
public sealed class TesseractEngine : IOcrEngine
{
    readonly WorkerPool _workers;

    /// <summary>Starts no process yet: the first pages do.</summary>
    public TesseractEngine(OcrOptions options)
    {
        PagesAtOnce = options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
        Scale = new(options.Dpi ?? 300);
        Identity = $"tesseract 5.3 straightened 2 {options.Language} {options.Tessdata}";
        string[] arguments = ["--languages", options.Language, .. options.Tessdata is { } folder ? new[] { "--tessdata", folder } : []];
        _workers = new(arguments, PagesAtOnce, TimeSpan.FromSeconds(options.TimeLimit));
        // One page more waits than is worked at, so that no process does.
        PagesAtOnce++;
    }

    /// <inheritdoc/>
    public string Name => "tesseract";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public PageScale Scale { get; }

    /// <inheritdoc/>
    public int PagesAtOnce { get; }

    /// <summary>Ids of the processes that wait for work.</summary>
    internal IEnumerable<int> Idle => _workers.Idle;

    /// <inheritdoc/>
    public async Task<OcrPage> RecognizeAsync(PageImage page, CancellationToken cancellationToken)
    {
        var answer = await _workers.AskAsync(WorkerFrame.Recognize, ImageFrame.Head(page), page.Pixels, cancellationToken).ConfigureAwait(false);
        return JsonSerializer.Deserialize<OcrPage>(answer)!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _workers.Dispose();
        return ValueTask.CompletedTask;
    }
}
