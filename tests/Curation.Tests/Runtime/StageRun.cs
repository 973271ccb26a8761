using System.Collections.Immutable;
using System.Threading.Channels;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;

namespace Curation.Tests.Runtime;

/// <summary>A sample run with stages of a test in place of its own, through the real runtime with two workers.</summary>
static class StageRun
{
    /// <summary>Runs it; gives its steps and what it published.</summary>
    public static async Task<(RunOutcome Outcome, ImmutableArray<Step> Steps, List<Document> Published)> RunAsync(SampleRun run, StageCatalog catalog, string stages)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (context, steps) = await PlanAsync(run, catalog, stages, new StorageRouter());
        await using var runner = new StepRunner(context, steps, new TokenEstimate());
        var queue = Channel.CreateBounded<WorkItem>(2);
        using var first = new ShardWorker(queue.Reader, runner);
        using var second = new ShardWorker(queue.Reader, runner);
        await first.StartAsync(cancellation);
        await second.StartAsync(cancellation);
        var outcome = await new RunDriver(context, steps, runner, queue.Writer, 2, new SilentProgress()).RunAsync(null, cancellation);
        queue.Writer.Complete();
        var documents = new List<Document>();
        foreach (var shard in outcome.Failures.Count > 0 ? [] : Directory.GetFiles(Path.Combine(run.Output, "shards")))
        {
            using var reader = ShardReader.Open(File.OpenRead(shard), shard);
            documents.AddRange(reader.Documents());
        }
        return (outcome, steps, documents);
    }

    /// <summary>The run and its steps, as any process sees them.</summary>
    public static async Task<(RunContext Context, ImmutableArray<Step> Steps)> PlanAsync(SampleRun run, StageCatalog catalog, string stages, IStorage storage)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var json = (await File.ReadAllTextAsync(run.RunFile, cancellation)).Replace("""[ { "stage": "url-filter", "options": { "domains": [""" + $"\"{run.Folder}/hosts.txt\"" + "] } } ]", stages, StringComparison.Ordinal);
        var file = RunFileReader.Parse(System.Text.Encoding.UTF8.GetBytes(json), "test");
        var resolved = await new RunResolver(catalog, storage).ResolveAsync(file, cancellation);
        var services = new StageServices { Catalog = catalog };
        var steps = StepPlanner.Plan(resolved, services);
        return (new RunContext(resolved, storage, services, new ManifestStore(storage, run.Output), new ShardSchema([]), new("r", "c", "s", "i"), Path.Combine(run.Folder, "scratch")), steps);
    }

    sealed class SilentProgress : IRunProgress
    {
        public void StepBegins(Step step, int tasks, int committed) { }
        public void TaskDone(Step step, PlannedTask task, TaskStatistics statistics) { }
        public void TaskFailed(Step step, PlannedTask task, string cause) { }
        public void StepDone(Step step) { }
    }
}
