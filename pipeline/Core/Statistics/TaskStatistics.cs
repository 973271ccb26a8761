using System.Collections.Immutable;

namespace Curation.Core.Statistics;

/// <summary>What a task counted. Merging is exact and the same in any order.</summary>
public sealed record TaskStatistics
{
    /// <summary>What the reader met.</summary>
    public ReaderStatistics Reader { get; init; } = new();

    /// <summary>Stages in order.</summary>
    public ImmutableArray<StageStatistics> Stages { get; init; } = [];

    /// <summary>Kept documents.</summary>
    public long Documents { get; init; }

    /// <summary>UTF-16 units of their text.</summary>
    public long Characters { get; init; }

    /// <summary>Tokens of their text.</summary>
    public long Tokens { get; init; }

    /// <summary>Kept documents by language.</summary>
    public ImmutableSortedDictionary<string, long> Languages { get; init; } = Counts.Empty;

    /// <summary>Counters that corpus stages keep.</summary>
    public ImmutableSortedDictionary<string, long> Counters { get; init; } = Counts.Empty;

    /// <summary>Statistics of all.</summary>
    public static TaskStatistics Merge(IEnumerable<TaskStatistics> statistics) => statistics.Aggregate(new TaskStatistics(), (a, b) => a.Plus(b));

    TaskStatistics Plus(TaskStatistics other) => new()
    {
        Reader = Reader.Plus(other.Reader),
        Stages = Stages.IsEmpty ? other.Stages : other.Stages.IsEmpty ? Stages : [.. Stages.Zip(other.Stages, (a, b) => a.Plus(b))],
        Documents = Documents + other.Documents,
        Characters = Characters + other.Characters,
        Tokens = Tokens + other.Tokens,
        Languages = Counts.Plus(Languages, other.Languages),
        Counters = Counts.Plus(Counters, other.Counters),
    };
}

/// <summary>What a reader met: records = documents + merged + skipped + failed.</summary>
public sealed record ReaderStatistics
{
    /// <summary>Items of the container.</summary>
    public long Records { get; init; }

    /// <summary>Items that became documents.</summary>
    public long Documents { get; init; }

    /// <summary>Items that went into another's document.</summary>
    public long Merged { get; init; }

    /// <summary>Items not wanted, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Skipped { get; init; } = Counts.Empty;

    /// <summary>Items that could not be read, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Failed { get; init; } = Counts.Empty;

    internal ReaderStatistics Plus(ReaderStatistics other) => new()
    {
        Records = Records + other.Records,
        Documents = Documents + other.Documents,
        Merged = Merged + other.Merged,
        Skipped = Counts.Plus(Skipped, other.Skipped),
        Failed = Counts.Plus(Failed, other.Failed),
    };
}

/// <summary>What passed a stage: in + born = kept + dropped + failed.</summary>
public sealed record StageStatistics
{
    /// <summary>Name in the catalog.</summary>
    public required string Name { get; init; }

    /// <summary>Documents that came.</summary>
    public long In { get; init; }

    /// <summary>Documents that a split added.</summary>
    public long Born { get; init; }

    /// <summary>Documents that went on.</summary>
    public long Kept { get; init; }

    /// <summary>Documents that the stage dropped, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Dropped { get; init; } = Counts.Empty;

    /// <summary>Documents that an error dropped, by reason.</summary>
    public ImmutableSortedDictionary<string, long> Failed { get; init; } = Counts.Empty;

    /// <summary>UTF-16 units of text that came.</summary>
    public long CharactersIn { get; init; }

    /// <summary>UTF-16 units of text that went on.</summary>
    public long CharactersOut { get; init; }

    internal StageStatistics Plus(StageStatistics other) => Name != other.Name
        ? throw new InvalidOperationException($"Statistics of the stages {Name} and {other.Name} are not of the same step.")
        : this with
        {
            In = In + other.In,
            Born = Born + other.Born,
            Kept = Kept + other.Kept,
            Dropped = Counts.Plus(Dropped, other.Dropped),
            Failed = Counts.Plus(Failed, other.Failed),
            CharactersIn = CharactersIn + other.CharactersIn,
            CharactersOut = CharactersOut + other.CharactersOut,
        };
}

/// <summary>Counts by name, in ordinal order of names.</summary>
static class Counts
{
    public static ImmutableSortedDictionary<string, long> Empty { get; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, long> Plus(ImmutableSortedDictionary<string, long> a, ImmutableSortedDictionary<string, long> b)
    {
        var sum = a.ToBuilder();
        foreach (var (name, count) in b) sum[name] = sum.GetValueOrDefault(name) + count;
        return sum.ToImmutable();
    }
}
