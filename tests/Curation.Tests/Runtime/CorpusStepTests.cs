using System.Threading.Channels;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runtime;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;
using Curation.Stages.Readers;

namespace Curation.Tests.Runtime;

/// <summary>A corpus stage and a batch stage of the tests, through the real runtime.</summary>
public sealed class CorpusStepTests
{
    [Fact]
    public async Task Run_WithCorpusAndBatchStages_KeepsEachTextOnce()
    {
        using var run = new SampleRun(documents: 400, files: 4);
        var (outcome, published) = await RunAsync(run, """[ { "stage": "once" }, { "stage": "upper" } ]""");
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var texts = Directory.GetFiles(run.Input).SelectMany(File.ReadLines)
            .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()![..8].ToUpperInvariant()).ToArray();
        Assert.Equal(texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), published.Select(d => d.Text[..8]).Order(StringComparer.Ordinal));
        Assert.All(published, d => Assert.Equal(d.Text.ToUpperInvariant(), d.Text));
    }

    static async Task<(RunOutcome, List<Document>)> RunAsync(SampleRun run, string stages)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var catalog = new StageCatalog().AddReaders().Stage<FirstWordOnce, NoOptions>().Stage<UpperCase, NoOptions>();
        var json = (await File.ReadAllTextAsync(run.RunFile, cancellation)).Replace("""[ { "stage": "url-filter", "options": { "domains": [""" + $"\"{run.Folder}/hosts.txt\"" + "] } } ]", stages, StringComparison.Ordinal);
        var file = RunFileReader.Parse(System.Text.Encoding.UTF8.GetBytes(json), "test");
        var storage = new StorageRouter();
        var resolved = await new RunResolver(catalog, storage).ResolveAsync(file, cancellation);
        var services = new StageServices { Catalog = catalog };
        var steps = StepPlanner.Plan(resolved, services);
        Assert.Equal(["00-read", "01-once.collect", "02-once.decide", "03-upper", "04-publish.scatter", "05-publish.gather"], steps.Select(s => s.Name));
        var context = new RunContext(resolved, storage, services, new ManifestStore(storage, run.Output), new ShardSchema([]), new("r", "c", "s", "i"), Path.Combine(run.Folder, "scratch"));
        await using var runner = new StepRunner(context, steps, new TokenEstimate());
        var queue = Channel.CreateBounded<WorkItem>(2);
        using var first = new ShardWorker(queue.Reader, runner);
        using var second = new ShardWorker(queue.Reader, runner);
        await first.StartAsync(cancellation);
        await second.StartAsync(cancellation);
        var outcome = await new RunDriver(context, steps, runner, queue.Writer, new SilentProgress()).RunAsync(null, cancellation);
        queue.Writer.Complete();
        Assert.Empty(outcome.Failures);
        var documents = new List<Document>();
        foreach (var shard in Directory.GetFiles(Path.Combine(run.Output, "shards")))
        {
            using var reader = ShardReader.Open(File.OpenRead(shard), shard);
            documents.AddRange(reader.Documents());
        }
        return (outcome, documents);
    }

    /// <summary>Keeps the first document of each beginning: a phase that collects ids, one that decides.</summary>
    sealed class FirstWordOnce : ICorpusStage, IComponent<FirstWordOnce, NoOptions>
    {
        static readonly Reason s_again = new("once.again", "An earlier document begins the same.");

        public static ComponentDescription Description { get; } = new("once", 1, "Keeps the first document of each beginning.") { Reasons = [s_again] };

        public static FirstWordOnce Create(NoOptions options, StageServices services) => new();

        public IReadOnlyList<CorpusPhase> Plan(CorpusInput input) => [new("collect", 1), new("decide", input.Shards.Length)];

        public void RunTask(ICorpusTask task, CancellationToken cancellationToken)
        {
            if (task.Phase == 0)
            {
                var seen = new HashSet<string>(StringComparer.Ordinal);
                using var writer = new StreamWriter(task.CreateArtifact("first.txt"));
                foreach (var shard in task.Input.Shards)
                    foreach (var document in task.ReadShard(shard.Ordinal, ["text"]))
                        if (seen.Add(document.Text[..8])) writer.Write(document.Id + "\n");
                return;
            }
            using var reader = new StreamReader(task.Artifacts(0).Single().Open(0));
            var first = reader.ReadToEnd().Split('\n').ToHashSet(StringComparer.Ordinal);
            foreach (var document in task.ReadShard(task.Task))
                task.Decide(first.Contains(document.Id) ? Verdict.Keep(document) : Verdict.Drop(document, s_again));
        }
    }

    /// <summary>Upper-cases batches of up to seven documents, out of order.</summary>
    sealed class UpperCase : IBatchStage, IComponent<UpperCase, NoOptions>
    {
        int _batch;

        public static ComponentDescription Description { get; } = new("upper", 1, "Upper-cases.");

        public static UpperCase Create(NoOptions options, StageServices services) => new();

        public Resource Resource => Resource.Gpu;

        public BatchShape Shape => new(7, Concurrency: 3);

        public async Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken)
        {
            await Task.Delay(Interlocked.Increment(ref _batch) % 3 * 5, cancellationToken);
            return [.. batch.Select(d => Verdict.Keep(d with { Text = d.Text.ToUpperInvariant() }))];
        }
    }

    sealed class SilentProgress : IRunProgress
    {
        public void StepBegins(Step step, int tasks, int committed) { }
        public void TaskDone(Step step, PlannedTask task, TaskStatistics statistics) { }
        public void TaskFailed(Step step, PlannedTask task, string cause) { }
        public void StepDone(Step step) { }
    }
}
