using BenchmarkDotNet.Running;
using Curation.Benchmarks.Readers;

namespace Curation.Benchmarks;

static class Program
{
    static void Main(string[] args)
    {
        // Ratios within one process, in processor time: for machines whose clock others share.
        if (args is ["sources", .. var files]) SourceThroughput.Run(files.FirstOrDefault());
        else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
