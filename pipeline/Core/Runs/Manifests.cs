using System.Collections.Immutable;
using Curation.Core.Shards;
using Curation.Core.Statistics;

namespace Curation.Core.Runs;

/// <summary>What a committed task left. Its existence is the commit: it is created only if absent.</summary>
public sealed record TaskManifest
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Key of the step.</summary>
    public required string Key { get; init; }

    /// <summary>Ordinal of the task.</summary>
    public required int Task { get; init; }

    /// <summary>Name of the input whose documents it holds; empty if of several.</summary>
    public string Input { get; init; } = "";

    /// <summary>What was read: names and ranges, or the tasks of an earlier step.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Parts in order.</summary>
    public ImmutableArray<PartManifest> Parts { get; init; } = [];

    /// <summary>Artifacts in order of names.</summary>
    public ImmutableArray<ArtifactFile> Artifacts { get; init; } = [];

    /// <summary>Statistics of all parts together.</summary>
    public required TaskStatistics Statistics { get; init; }

    /// <summary>With histograms in the sum alone and samples in the parts alone.</summary>
    internal TaskManifest Brief() => this with
    {
        Parts = [.. Parts.Select(p => p with { Statistics = p.Statistics.Brief() })],
        Statistics = Statistics with { Samples = [] },
    };

    /// <summary>Files that the manifest refers to.</summary>
    public IEnumerable<string> Files() => Parts.SelectMany(p => p.Files()).Concat(Artifacts.Select(a => a.Path));
}

/// <summary>A part of a task's output, cut at a deterministic place of its input; also the checkpoint that a later attempt continues from.</summary>
public sealed record PartManifest
{
    /// <summary>Ordinal of the part in its task.</summary>
    public required int Part { get; init; }

    /// <summary>Where the next part begins.</summary>
    public required InputPosition Next { get; init; }

    /// <summary>Kept documents; null if none.</summary>
    public ShardFile? Kept { get; init; }

    /// <summary>Dropped and failed documents; null if none.</summary>
    public ShardFile? Dropped { get; init; }

    /// <summary>Statistics of the part.</summary>
    public required TaskStatistics Statistics { get; init; }

    /// <summary>Files that the part refers to.</summary>
    public IEnumerable<string> Files() => new[] { Kept?.Path, Dropped?.Path }.OfType<string>();
}

/// <summary>A place in a task's input.</summary>
/// <param name="Slice">Ordinal of the slice, or of the earlier task.</param>
/// <param name="Items">Items of the slice that were consumed.</param>
/// <param name="Offset">Byte offset at which the reader continues; -1 if it must skip <paramref name="Items"/> items.</param>
public sealed record InputPosition(int Slice, long Items, long Offset)
{
    /// <summary>The beginning of a task.</summary>
    public static InputPosition Begin { get; } = new(0, 0, -1);
}

/// <summary>A file of a corpus stage's own format.</summary>
/// <param name="Name">Its name in the task.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Bytes as stored.</param>
/// <param name="Digest">XxHash128, hexadecimal.</param>
public sealed record ArtifactFile(string Name, string Path, long Bytes, string Digest);
