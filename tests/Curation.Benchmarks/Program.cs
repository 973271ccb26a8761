using BenchmarkDotNet.Running;

namespace Curation.Benchmarks;

static class Program
{
    static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
