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

    /// <summary>Tokens of kept documents by language.</summary>
    public ImmutableSortedDictionary<string, long> LanguageTokens { get; init; } = Counts.Empty;

    /// <summary>Kept documents by kind of source.</summary>
    public ImmutableSortedDictionary<string, long> Sources { get; init; } = Counts.Empty;

    /// <summary>Kept documents by month of their date (<c>2024-05</c>); without a date under an empty name.</summary>
    public ImmutableSortedDictionary<string, long> Months { get; init; } = Counts.Empty;

    /// <summary>UTF-16 units of kept documents.</summary>
    public Histogram Lengths { get; init; } = Histogram.Empty;

    /// <summary>Sizes of the duplicate clusters that kept documents survived.</summary>
    public Histogram Duplicates { get; init; } = Histogram.Empty;

    /// <summary>Documents chosen for reports; rows of one part's files, so that sums of several parts have none.</summary>
    public ImmutableArray<SampleRow> Samples { get; init; } = [];

    /// <summary>Counters that corpus stages keep.</summary>
    public ImmutableSortedDictionary<string, long> Counters { get; init; } = Counts.Empty;

    /// <summary>Statistics of all.</summary>
    public static TaskStatistics Merge(IEnumerable<TaskStatistics> statistics) => statistics.Aggregate(new TaskStatistics(), (a, b) => a.Plus(b));

    /// <summary>Without what takes space and is in the sum of the task: for parts within a task's manifest.</summary>
    internal TaskStatistics Brief() => this with { Stages = [.. Stages.Select(s => s.Brief())], Lengths = Histogram.Empty, Duplicates = Histogram.Empty };

    internal TaskStatistics Plus(TaskStatistics other) => new()
    {
        Reader = Reader.Plus(other.Reader),
        Stages = Stages.IsEmpty ? other.Stages : other.Stages.IsEmpty ? Stages : [.. Stages.Zip(other.Stages, (a, b) => a.Plus(b))],
        Documents = Documents + other.Documents,
        Characters = Characters + other.Characters,
        Tokens = Tokens + other.Tokens,
        Languages = Counts.Plus(Languages, other.Languages),
        LanguageTokens = Counts.Plus(LanguageTokens, other.LanguageTokens),
        Sources = Counts.Plus(Sources, other.Sources),
        Months = Counts.Plus(Months, other.Months),
        Lengths = Lengths.Plus(other.Lengths),
        Duplicates = Duplicates.Plus(other.Duplicates),
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

    /// <summary>Documents whose payload the crawler cut, by its reason (WARC-Truncated).</summary>
    public ImmutableSortedDictionary<string, long> Truncated { get; init; } = Counts.Empty;

    internal ReaderStatistics Plus(ReaderStatistics other) => new()
    {
        Records = Records + other.Records,
        Documents = Documents + other.Documents,
        Merged = Merged + other.Merged,
        Skipped = Counts.Plus(Skipped, other.Skipped),
        Failed = Counts.Plus(Failed, other.Failed),
        Truncated = Counts.Plus(Truncated, other.Truncated),
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

    /// <summary>Estimated tokens of the text that came, whatever counts the shards' tokens.</summary>
    public long TokensIn { get; init; }

    /// <summary>Estimated tokens of the text that went on.</summary>
    public long TokensOut { get; init; }

    /// <summary>Pages that the stage routed or recognised; null if it did neither.</summary>
    public PageStatistics? Pages { get; init; }

    /// <summary>Values of the stage's signals, by name.</summary>
    public ImmutableSortedDictionary<string, SignalStatistics> Signals { get; init; } = ImmutableSortedDictionary.Create<string, SignalStatistics>(StringComparer.Ordinal);

    /// <summary>Signals and thresholds that decided, by reason.</summary>
    public ImmutableSortedDictionary<string, ReasonThresholds> Thresholds { get; init; } = NoThresholds;

    /// <summary>No thresholds.</summary>
    internal static ImmutableSortedDictionary<string, ReasonThresholds> NoThresholds { get; } = ImmutableSortedDictionary.Create<string, ReasonThresholds>(StringComparer.Ordinal);

    /// <summary>Without what takes space and is in the sum of the task.</summary>
    internal StageStatistics Brief() => this with { Pages = null, Signals = Signals.Clear(), Thresholds = Thresholds.Clear() };

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
            TokensIn = TokensIn + other.TokensIn,
            TokensOut = TokensOut + other.TokensOut,
            Pages = other.Pages is { } pages ? (Pages ?? PageStatistics.Empty).Plus(pages) : Pages,
            Signals = Counts.Plus(Signals, other.Signals, (a, b) => a.Plus(b)),
            Thresholds = Counts.Plus(Thresholds, other.Thresholds, (a, b) => a.Plus(b)),
        };
}
