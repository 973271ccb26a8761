using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Core.Contracts;

/// <summary>
/// Needs all documents: deduplication, a top fraction. It runs in phases; all tasks of a phase are done before the next begins.
/// Phases before the last leave artifacts (files of the stage's own format); the last has one task a shard and gives each of the
/// shard's documents a verdict, in order.
/// </summary>
public interface ICorpusStage : IPipelineStage
{
    /// <summary>The phases and their number of tasks, from the input's manifests alone; the last has <c>input.Shards.Length</c> tasks.</summary>
    IReadOnlyList<CorpusPhase> Plan(CorpusInput input);

    /// <summary>Runs one task of one phase. Memory is bounded by options, not by the corpus. The same bytes out for the same input, always.</summary>
    void RunTask(ICorpusTask task, CancellationToken cancellationToken);
}

/// <summary>A phase of a corpus stage.</summary>
/// <param name="Name">Short name for folders and reports, such as <c>signatures</c>.</param>
/// <param name="Tasks">Number of its tasks, at least 1.</param>
public sealed record CorpusPhase(string Name, int Tasks);

/// <summary>The input of a corpus stage.</summary>
/// <param name="Shards">The previous step's outputs in task order.</param>
public sealed record CorpusInput(ImmutableArray<CorpusShard> Shards);

/// <summary>One shard of the input of a corpus stage.</summary>
/// <param name="Ordinal">Place in <see cref="CorpusInput.Shards"/>.</param>
/// <param name="InputName">Name of the run's input that its documents come from.</param>
/// <param name="Rows">Number of documents.</param>
/// <param name="Bytes">Bytes as stored.</param>
public sealed record CorpusShard(int Ordinal, string InputName, long Rows, long Bytes);

/// <summary>What a task of a corpus stage sees.</summary>
public interface ICorpusTask
{
    /// <summary>Ordinal of the phase in the plan.</summary>
    int Phase { get; }

    /// <summary>Ordinal of the task in the phase.</summary>
    int Task { get; }

    /// <summary>The whole input, as it was planned with.</summary>
    CorpusInput Input { get; }

    /// <summary>The run's seed.</summary>
    long Seed { get; }

    /// <summary>An empty folder on local disk for this attempt, deleted after it.</summary>
    string Scratch { get; }

    /// <summary>The documents of a shard in order. <paramref name="columns"/> limits what is read (<c>id</c>, <c>text</c>, …); null reads all.</summary>
    IEnumerable<Document> ReadShard(int ordinal, IReadOnlyCollection<string>? columns = null);

    /// <summary>What the tasks of an earlier phase left, ordered by task, then name.</summary>
    IReadOnlyList<CorpusArtifact> Artifacts(int phase);

    /// <summary>A new artifact of this task; it is stored and committed with the task. Names are unique in a task.</summary>
    Stream CreateArtifact(string name);

    /// <summary>Gives a verdict; only in the last phase, one a document, in the shard's order.</summary>
    void Decide(Verdict verdict);

    /// <summary>Adds to a counter of the stage, shown in reports (for example <c>pairs-checked</c>).</summary>
    void Count(string counter, long amount);
}

/// <summary>An artifact that an earlier phase left.</summary>
/// <param name="Task">Ordinal of the task that made it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Open">Opens bytes of it, from an offset so many; forward only.</param>
public sealed record CorpusArtifact(int Task, string Name, long Bytes, Func<long, long, Stream> Open)
{
    /// <summary>Opens all of it.</summary>
    public Stream OpenAll() => Open(0, Bytes);
}
