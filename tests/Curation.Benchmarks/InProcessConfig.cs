using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Curation.Benchmarks;

/// <summary>Five runs of a second or so each in this process: what is measured takes long and is compared with other programs.</summary>
sealed class InProcessConfig : ManualConfig
{
    public InProcessConfig() => AddJob(Job.Dry.WithToolchain(new InProcessNoEmitToolchain(new())).WithWarmupCount(1).WithIterationCount(5));
}
