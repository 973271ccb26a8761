using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Dedup.Index;

namespace Curation.Stages.Dedup;

/// <summary>What the two ways of deduplication have in common.</summary>
public abstract record DedupOptions : IOptions
{
    /// <summary>Which documents are compared: those of the same input (such as one crawl), or all of the run.</summary>
    public DedupScope Scope { get; init; } = DedupScope.Input;

    /// <summary>Which document of a cluster stays; ties go to the smaller id.</summary>
    public KeepPolicy Keep { get; init; } = KeepPolicy.Longest;

    /// <summary>For <c>keep: preferred-source</c>: names of sources or of the run file's inputs, the best first; others come last.</summary>
    public ImmutableArray<string> PreferredSources { get; init; } = [];

    /// <summary>Documents from which a cluster counts as unusually large in the report (counter <c>unusual-clusters</c>).</summary>
    public int UnusualClusterSize { get; init; } = 1000;

    /// <summary>Megabytes that a task may use to sort and to cluster; what does not fit goes to scratch disk.</summary>
    public int MemoryMegabytes { get; init; } = 256;

    /// <summary>Tasks that the comparison is spread over; 0 chooses by the number of documents and the memory. It does not change the result.</summary>
    public int Partitions { get; init; }

    /// <summary>Folder of an index of earlier runs (made by <c>curate dedup-index</c>): documents that it knows go. Needs <c>scope: all</c>.</summary>
    public string? Index { get; init; }

    /// <summary>Whether the run leaves an index of its documents and those of <see cref="Index"/>, for <c>curate dedup-index</c>. Needs <c>scope: all</c>.</summary>
    public bool WriteIndex { get; init; }

    /// <inheritdoc/>
    public virtual void Validate(OptionErrors errors)
    {
        errors.Require(Keep != KeepPolicy.PreferredSource || !PreferredSources.IsDefaultOrEmpty, nameof(PreferredSources), "none", "at least one source for keep: preferred-source");
        errors.Require(PreferredSources.IsDefaultOrEmpty || PreferredSources.Length <= 60_000, nameof(PreferredSources), PreferredSources.Length, "at most 60000 sources");
        errors.Require(UnusualClusterSize >= 2, nameof(UnusualClusterSize), UnusualClusterSize, "at least 2");
        errors.Require(MemoryMegabytes is >= 1 and <= 1 << 20, nameof(MemoryMegabytes), MemoryMegabytes, "1 to 1048576");
        errors.Require(Partitions is >= 0 and <= 100_000, nameof(Partitions), Partitions, "0 (chosen) to 100000");
        errors.Require(Scope == DedupScope.All || (Index is null && !WriteIndex), nameof(Scope), "input", "all with index or writeIndex: keys of single inputs mean nothing to other runs");
        if (Index is not null) CheckIndex(errors);
    }

    /// <summary>The options that keys depend on.</summary>
    internal abstract string IndexParameters { get; }

    /// <summary>Files whose content decides results.</summary>
    internal IEnumerable<string> Files() => Index is null ? [] : [Path.Combine(Index, DedupIndexDescription.FileName)];

    void CheckIndex(OptionErrors errors)
    {
        try
        {
            var found = DedupIndexDescription.Load(Index!).Parameters;
            errors.Require(found == IndexParameters, nameof(Index), found, $"an index of '{IndexParameters}'");
        }
        catch (ConfigException error) { errors.Add(error.Message); }
    }

    /// <summary><see cref="MemoryMegabytes"/> in bytes.</summary>
    internal long Memory => (long)MemoryMegabytes << 20;
}
