using System.Collections.Immutable;

namespace Curation.Core.Runs;

/// <summary>What the tasks of a step do.</summary>
public enum StepKind
{
    /// <summary>Read records or an earlier step's documents and pass them through stages on a CPU.</summary>
    Segment,

    /// <summary>Pass an earlier step's documents through one batch stage.</summary>
    Batch,

    /// <summary>One phase of a corpus stage.</summary>
    Corpus,

    /// <summary>Sort documents into buckets of the final order.</summary>
    Scatter,

    /// <summary>Write the published shards, and files of the dropped documents.</summary>
    Publish,
}

/// <summary>A step: a list of tasks that may run in any order and anywhere; it begins when the steps before it are done.</summary>
/// <param name="Ordinal">Place in the run.</param>
/// <param name="Name">Name in folders and commands, such as <c>02-minhash-dedup.bands</c>.</param>
/// <param name="Kind">What its tasks do.</param>
/// <param name="Key">Hash of options, stage versions and the inputs' keys.</param>
/// <param name="Lanes">The inputs that flow through it and where their documents come from.</param>
/// <param name="Stage">The batch or corpus stage.</param>
/// <param name="Phase">Ordinal of the phase of a corpus stage.</param>
public sealed record Step(
    int Ordinal, string Name, StepKind Kind, string Key, ImmutableArray<Lane> Lanes, ResolvedStage? Stage = null, int Phase = 0)
{
    /// <summary>Whether its tasks leave documents, and not artifacts only.</summary>
    public bool LeavesDocuments { get; init; } = true;

    /// <summary>Whether its documents may keep their payloads: the batch stage of the next step takes them.</summary>
    public bool LeavesPayload { get; init; }

    /// <summary>Ordinal of the first phase's step of the same corpus stage.</summary>
    public int FirstPhaseStep { get; init; } = -1;
}

/// <summary>One input on its way through a step.</summary>
/// <param name="Input">Ordinal of the input.</param>
/// <param name="From">Step whose documents it takes; -1 reads the input's files.</param>
/// <param name="Stages">Stages that it passes in this step.</param>
public sealed record Lane(int Input, int From, ImmutableArray<ResolvedStage> Stages);

/// <summary>A task of a step.</summary>
/// <param name="Ordinal">Place in the step.</param>
/// <param name="Lane">Ordinal of its lane; -1 if it belongs to all.</param>
/// <param name="Slices">Parts of input files, for a task that reads.</param>
/// <param name="From">Ordinals of the tasks of the lane's earlier step that it takes documents from.</param>
public sealed record PlannedTask(int Ordinal, int Lane, ImmutableArray<Slice> Slices, ImmutableArray<int> From);

/// <summary>A part of an input file.</summary>
/// <param name="File">Ordinal of the file in its input.</param>
/// <param name="Start">First byte.</param>
/// <param name="End">End, exclusive; <see cref="long.MaxValue"/> reads to the end.</param>
public sealed record Slice(int File, long Start, long End);
