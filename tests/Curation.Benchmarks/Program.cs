using System.Globalization;
using BenchmarkDotNet.Running;
using Curation.Benchmarks.EndToEnd;
using Curation.Benchmarks.Readers;

namespace Curation.Benchmarks;

static class Program
{
    static int Main(string[] args)
    {
        if (args is ["crawl", var runFile, var crawl, .. var rest])
            return CrawlThroughput.Run(runFile, crawl, rest is [var turns] ? int.Parse(turns, CultureInfo.InvariantCulture) : 3);
        if (args is ["sources", .. var files]) return SourceThroughput.Run(files.FirstOrDefault());
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
