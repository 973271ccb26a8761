using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers;

namespace Curation.Tests.Runtime;

/// <summary>A corpus stage and a batch stage of the tests, through the real runtime.</summary>
public sealed class CorpusStepTests
{
    [Fact]
    public async Task Run_WithCorpusAndBatchStages_KeepsEachTextOnce()
    {
        using var run = new SampleRun(documents: 400, files: 4);
        var catalog = new StageCatalog().AddReaders().Stage<FirstWordOnce, NoOptions>().Stage<UpperCase, NoOptions>();
        var (outcome, steps, published) = await StageRun.RunAsync(run, catalog, """[ { "stage": "once" }, { "stage": "upper" } ]""");
        Assert.Equal(["00-read", "01-once.collect", "02-once.decide", "03-upper", "04-publish.scatter", "05-publish.gather"], steps.Select(s => s.Name));
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var texts = Directory.GetFiles(run.Input).SelectMany(File.ReadLines)
            .Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()![..8].ToUpperInvariant()).ToArray();
        Assert.Equal(texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), published.Select(d => d.Text[..8]).Order(StringComparer.Ordinal));
        Assert.All(published, d => Assert.Equal(d.Text.ToUpperInvariant(), d.Text));
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
            using var reader = new StreamReader(task.Artifacts(0).Single().OpenAll());
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
}
