using System.Globalization;
using BenchmarkDotNet.Running;
using Curation.Benchmarks.Dedup;
using Curation.Benchmarks.EndToEnd;

namespace Curation.Benchmarks;

static class Program
{
    static int Main(string[] args)
    {
        if (args is ["crawl", var runFile, var crawl, .. var rest])
            return CrawlThroughput.Run(runFile, crawl, rest is [var turns] ? int.Parse(turns, CultureInfo.InvariantCulture) : 3);
        if (args is ["dedup", .. var speed]) return DedupThroughput.Run(speed);
        if (args is ["dedup-scale", .. var scale]) return ClusteringAtScale.Run(scale);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
