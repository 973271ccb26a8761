using Curation.Core.Errors;
using Curation.Core.Models;
using Curation.Ocr.Imaging;
using Curation.Torch;
using TorchSharp;

namespace Curation.Ocr.PpOcr;

/// <summary>
/// PP-OCR by libtorch: lines are found, cut out, turned and read in batches over all pages that are under way, on a GPU by one thread that
/// keeps it busy or on the CPU by a thread a core.
/// </summary>
public sealed class PpOcrEngine : IOcrEngine
{
    /// <summary>Longest side of a page that is searched for lines.</summary>
    const int LongestSide = 1280;

    /// <summary>Lines read with less confidence are noise (PP-OCR's drop_score).</summary>
    const double LeastConfidence = 0.5;

    readonly PpOcrNetworks _networks;
    readonly DeviceJobs _jobs;
    readonly Thread[] _lanes;

    /// <summary>Loads the networks.</summary>
    /// <exception cref="ConfigException">A model or the device is missing.</exception>
    public PpOcrEngine(OcrOptions options, ModelStore models)
    {
        var device = TorchRuntime.Device(options.Device);
        var gpu = device.type == DeviceType.CUDA;
        _networks = new(options.Models, models, device);
        _jobs = new(BatchSizes.Of(gpu));
        var lanes = gpu ? 1 : options.Workers > 0 ? options.Workers : Environment.ProcessorCount;
        (PagesAtOnce, Scale) = (gpu ? 48 : 2 * lanes, new(options.Dpi ?? 200));
        Identity = $"pp-ocr 3 {options.Models}";
        _lanes = [.. Enumerable.Range(0, lanes).Select(i => new Thread(() => Serve(gpu)) { IsBackground = true, Name = $"pp-ocr {i}" })];
        foreach (var lane in _lanes) lane.Start();
    }

    /// <inheritdoc/>
    public string Name => "torch";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public PageScale Scale { get; }

    /// <inheritdoc/>
    public int PagesAtOnce { get; }

    /// <inheritdoc/>
    public async Task<OcrPage> RecognizeAsync(PageImage page, CancellationToken cancellationToken)
    {
        page = await Task.Run(() => Contrast.Stretched(page), cancellationToken).ConfigureAwait(false);
        var (lines, skew) = await FindAsync(page).ConfigureAwait(false);
        if (lines.Count > 0 && lines.Count(l => l.IsTall) > lines.Count / 2)
        {
            page = page.Turned(1);
            (lines, skew) = await FindAsync(page).ConfigureAwait(false);
        }
        cancellationToken.ThrowIfCancellationRequested();
        var crops = await Task.Run(() => lines.Select(l => LineCrop.Of(page, (l.IsTall ? l.OnItsSide() : l).Turned(skew, page))).ToArray(), cancellationToken).ConfigureAwait(false);
        var turned = await Task.WhenAll(crops.Select(_jobs.AddDirection)).ConfigureAwait(false);
        // The page decides, not the line: lines of a page stand alike, and the network errs on single ones.
        var onItsHead = turned.Count(t => t) > turned.Length / 2;
        var read = await Task.WhenAll(crops.Select(c => _jobs.AddLine(onItsHead ? c.UpsideDown() : c))).ConfigureAwait(false);
        var pieces = new List<ReadingOrder.Piece>();
        for (var i = 0; i < read.Length; i++)
        {
            if (read[i].Text.Length == 0 || read[i].Confidence < LeastConfidence) continue;
            var box = lines[i].Bounds();
            pieces.Add(new(read[i], onItsHead ? new(page.Width - box.Right, page.Height - box.Bottom, page.Width - box.Left, page.Height - box.Top) : box));
        }
        return new(Name, [.. ReadingOrder.Of(pieces)]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _jobs.Close();
        foreach (var lane in _lanes) lane.Join();
        _networks.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads lines that are cut out already: what tests and benchmarks ask for.</summary>
    internal Task<OcrLine> ReadAsync(LineCrop line) => _jobs.AddLine(line);

    /// <summary>Lines on the page turned back by its skew (columns are told by upright boxes), and that skew.</summary>
    async Task<(List<LineRectangle> Lines, double Skew)> FindAsync(PageImage page)
    {
        var skew = await Task.Run(() => Skew.Slanted(page)).ConfigureAwait(false);
        var factor = Math.Min(1, (double)LongestSide / Math.Max(page.Width, page.Height));
        int Side(int pixels) => Math.Max(32, (int)Math.Round(pixels * factor / 32) * 32);
        var (width, height) = (Side(page.Width), Side(page.Height));
        var map = await _jobs.AddPage(await Task.Run(() => GreySampler.Resize(Skew.Straighten(page, skew), width, height)).ConfigureAwait(false)).ConfigureAwait(false);
        return ([.. map.Lines().Select(l => l.Scaled((double)page.Width / width, (double)page.Height / height))], skew);
    }

    /// <summary>A thread of the device: takes batches until there will be no more.</summary>
    void Serve(bool gpu)
    {
        // Threads side by side use the cores better than threads within an operation.
        if (!gpu) torch.set_num_threads(1);
        while (_jobs.Take() is { } batch)
        {
            switch (batch)
            {
                case List<DeviceJob<PageImage, ProbabilityMap>> pages: Run(pages, _networks.Detect); break;
                case List<DeviceJob<LineCrop, bool>> directions: Run(directions, _networks.AreUpsideDown); break;
                case List<DeviceJob<LineCrop, OcrLine>> lines: Run(lines, _networks.Read); break;
            }
        }
    }

    static void Run<TInput, TResult>(List<DeviceJob<TInput, TResult>> batch, Func<IReadOnlyList<TInput>, TResult[]> network)
    {
        try
        {
            var results = network([.. batch.Select(j => j.Input)]);
            for (var i = 0; i < batch.Count; i++) batch[i].Result.SetResult(results[i]);
        }
        catch (Exception error)
        {
            // Whoever waits for the answer decides what the failure means.
            var failure = error is CurationException ? error : new OcrException("engine", $"libtorch failed: {error.Message.Split('\n')[0]}", error);
            foreach (var job in batch) job.Result.TrySetException(failure);
        }
    }
}
