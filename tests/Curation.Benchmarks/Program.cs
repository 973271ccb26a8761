using System.Globalization;
using BenchmarkDotNet.Running;
using Curation.Benchmarks.Dedup;
using Curation.Benchmarks.Encoders;
using Curation.Benchmarks.EndToEnd;
using Curation.Benchmarks.Extraction;
using Curation.Benchmarks.Extraction.Fit;
using Curation.Benchmarks.Mixers;
using Curation.Benchmarks.Ocr;
using Curation.Benchmarks.Pdf;
using Curation.Benchmarks.Readers;
using Curation.Benchmarks.Rephrase;

namespace Curation.Benchmarks;

static class Program
{
    static async Task<int> Main(string[] args)
    {
        // Ratios within one process, in processor time: for machines whose clock others share.
        if (args is ["crawl", var runFile, var crawl, .. var rest])
            return CrawlThroughput.Run(runFile, crawl, rest is [var turns, ..] ? int.Parse(turns, CultureInfo.InvariantCulture) : 3, rest is [_, var program] ? program : null);
        if (args is ["scaling", var run, var step, .. var repeated])
            return await WorkerScaling.RunAsync(run, step, repeated is [var times, ..] ? int.Parse(times, CultureInfo.InvariantCulture) : 3, repeated is [_, var built] ? built : null).ConfigureAwait(false);
        if (args is ["pages", .. { Length: > 0 } folders]) return SlowestPages.Run(folders);
        if (args is ["shares", .. { Length: > 0 } shares]) return BaselineShares.Run(shares);
        if (args is ["dedup", .. var speed]) return DedupThroughput.Run(speed);
        if (args is ["dedup-scale", .. var scale]) return ClusteringAtScale.Run(scale);
        if (args is ["mixing", var tables]) return RegressionFigures.Run(tables);
        if (args is ["proxies", .. var sizes]) return ProxyThroughput.Run(sizes);
        if (args is ["encoders", .. var on])
            return EncoderThroughput.Run(on is [var threads, ..] ? int.Parse(threads, CultureInfo.InvariantCulture) : 0, on is [_, var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 3);
        if (args is ["pdf", var manual]) return PdfThroughput.Run(manual, 4);
        if (args is ["ocr", var scanned, .. var count]) return OcrThroughput.RunAsync(scanned, count is [var most] ? int.Parse(most, CultureInfo.InvariantCulture) : 10, 3).GetAwaiter().GetResult();
        if (args is ["ocr-variants", var data, .. var engines]) return OcrVariants.RunAsync(data, engines.FirstOrDefault() ?? "tesseract,torch").GetAwaiter().GetResult();
        if (args is ["fit-extraction", .. var fit]) return ContentFit.Run(fit);
        if (args is ["rephrase", .. var asked]) return await ClientThroughput.RunAsync(asked is [var requests] ? int.Parse(requests, CultureInfo.InvariantCulture) : 6000).ConfigureAwait(false);
        if (args is ["rephrase-server", var slots, var median]) return await ChatLoopback.ServeAsync(int.Parse(slots, CultureInfo.InvariantCulture), double.Parse(median, CultureInfo.InvariantCulture)).ConfigureAwait(false);
        if (args is ["result-index", .. var index]) return await ResultIndexScale.RunAsync(index is [var millions] ? int.Parse(millions, CultureInfo.InvariantCulture) : 20).ConfigureAwait(false);
        if (args is ["sources", .. var files]) SourceThroughput.Run(files.FirstOrDefault());
        else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
