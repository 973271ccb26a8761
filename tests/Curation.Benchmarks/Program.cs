using System.Globalization;
using BenchmarkDotNet.Running;
using Curation.Benchmarks.EndToEnd;

namespace Curation.Benchmarks;

static class Program
{
    static int Main(string[] args)
    {
        if (args is ["crawl", var runFile, var crawl, .. var rest])
            return CrawlThroughput.Run(runFile, crawl, rest is [var turns] ? int.Parse(turns, CultureInfo.InvariantCulture) : 3);
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
