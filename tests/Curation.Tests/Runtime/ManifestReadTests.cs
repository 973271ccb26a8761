using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;

namespace Curation.Tests.Runtime;

/// <summary>What jobs of a cluster read: each is a process of its own, so that a manifest a task and job would be N² reads.</summary>
public sealed class ManifestReadTests
{
    [Fact]
    public async Task Tasks_EachJobAProcess_ReadsGrowWithTasksOnly()
    {
        const int files = 16;
        using var run = new SampleRun(documents: files * 2, files: files);
        await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, TestContext.Current.CancellationToken))
            .Replace("\"bytes\": 100000", "\"bytes\": 100", StringComparison.Ordinal).Replace("] } } ],", "] } }, { \"stage\": \"exact-dedup\" } ],", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var storage = new CountingStorage();
        var steps = await JobAsync(run, storage, null, -1);
        var most = 0;
        foreach (var step in steps)
        {
            for (var task = 0; ; task++)
            {
                storage.Manifests = 0;
                if ((await JobAsync(run, storage, step.Name, task)).IsEmpty) break;
                // The first job of a step reads the manifests of the one before and stores their index; the others read that.
                if (task > 0) most = Math.Max(most, storage.Manifests);
            }
        }
        Assert.InRange(most, 1, steps.Length + 2);
        Assert.Equal(ExitCode.Done, (await SampleRun.RunAsync("report", run.RunFile)).ExitCode);
    }

    [Fact]
    public async Task Index_Damaged_TheManifestsCount()
    {
        using var run = new SampleRun(documents: 40);
        Assert.Equal(ExitCode.Done, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var expected = run.Shards();
        foreach (var index in Directory.GetFiles(Path.Combine(run.Output, "steps"), "index.json", SearchOption.AllDirectories)) await File.WriteAllTextAsync(index, "{", TestContext.Current.CancellationToken);
        foreach (var manifest in Directory.GetFiles(Path.Combine(run.Output, "steps"), "t*.json", SearchOption.AllDirectories).Where(f => f.Contains("publish.gather", StringComparison.Ordinal))) File.Delete(manifest);
        foreach (var shard in Directory.GetFiles(Path.Combine(run.Output, "shards"))) File.Delete(shard);
        var (code, error) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(expected, run.Shards());
    }

    /// <summary>Does a task as a process of its own would: with nothing in memory. Gives the steps, none if there is no such task.</summary>
    static async Task<System.Collections.Immutable.ImmutableArray<Step>> JobAsync(SampleRun run, IStorage storage, string? name, int task)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var catalog = global::Curation.Cli.Catalog.Default;
        var resolved = await new RunResolver(catalog, storage).ResolveAsync(RunFileReader.Load(run.RunFile), cancellation);
        var services = new StageServices { Catalog = catalog };
        var steps = StepPlanner.Plan(resolved, services);
        if (name is null) return steps;
        var context = new RunContext(resolved, storage, services, new ManifestStore(storage, run.Output), new ShardSchema([.. resolved.AllStages.SelectMany(s => s.Signals).DistinctBy(s => s.Name)]), new("r", "c", "s", "i"), Path.Combine(run.Folder, "scratch"));
        await using var runner = new StepRunner(context, steps, new TokenEstimate());
        var step = steps.Single(s => s.Name == name);
        if (task >= runner.Tasks(step).Length) return [];
        Assert.Null(await runner.RunAsync(step, runner.Tasks(step)[task], cancellation));
        return steps;
    }
}
