using System.Collections.Immutable;

namespace Curation.Core.Reports;

/// <summary>
/// The file <c>report/report.json</c>: what a run took in, what each stage kept and dropped and why, and what came out. It holds no time
/// and no place of storage but file names, so that the same run gives the same report.
/// </summary>
public sealed record RunReport
{
    /// <summary>Version of this layout that the program writes. Members may be added in it; a change of meaning raises it.</summary>
    public const int NewestVersion = 1;

    /// <summary>Version of the layout.</summary>
    public int Version { get; init; } = NewestVersion;

    /// <summary>Which run it is.</summary>
    public required RunFacts Run { get; init; }

    /// <summary>What came out: the published shards, or the documents of the last finished step.</summary>
    public required CorpusTotals Corpus { get; init; }

    /// <summary>Inputs in order.</summary>
    public ImmutableArray<InputReport> Inputs { get; init; } = [];

    /// <summary>Stages in the order of the run.</summary>
    public ImmutableArray<FunnelRow> Funnel { get; init; } = [];

    /// <summary>Pages of PDF files and images, by the stages that routed and recognised them.</summary>
    public ImmutableArray<PagesReport> Pages { get; init; } = [];

    /// <summary>Signals in the order of the stages that measure them.</summary>
    public ImmutableArray<SignalReport> Signals { get; init; } = [];

    /// <summary>Lengths of kept documents in UTF-16 units.</summary>
    public Distribution? Lengths { get; init; }

    /// <summary>Sizes of the duplicate clusters that kept documents survived; null without deduplication.</summary>
    public Distribution? Duplicates { get; init; }

    /// <summary>Kept documents by language, most first.</summary>
    public ImmutableArray<Share> Languages { get; init; } = [];

    /// <summary>Kept documents by kind of source, most first.</summary>
    public ImmutableArray<Share> Sources { get; init; } = [];

    /// <summary>Kept documents by month of their date, in order of time; those without a date under an empty name.</summary>
    public ImmutableArray<Share> Months { get; init; } = [];

    /// <summary>Hosts of published documents.</summary>
    public HostsReport Hosts { get; init; } = new();

    /// <summary>Counters that corpus stages keep, by name (<c>minhash-dedup.pairs-checked</c>).</summary>
    public ImmutableSortedDictionary<string, long> Counters { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Published shards in order.</summary>
    public ImmutableArray<FileReport> Shards { get; init; } = [];

    /// <summary>Published files of dropped documents in order.</summary>
    public ImmutableArray<FileReport> DroppedFiles { get; init; } = [];

    /// <summary>What language models wrote; null if none was asked.</summary>
    public RephrasingReport? Rephrasing { get; init; }

    /// <summary>Kept and dropped documents to look at, chosen by the lowest hashes of seed and id.</summary>
    public ImmutableArray<SampleReport> Samples { get; init; } = [];
}

/// <summary>Which run a report is of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RunId">Hash of the resolved config and the inputs' identities.</param>
/// <param name="ConfigHash">Hash of the resolved config.</param>
/// <param name="Seed">Seed of all randomness.</param>
/// <param name="Complete">Whether all steps are done; else the report is of what is committed so far.</param>
/// <param name="ShardSchema">Version of the shard layout.</param>
/// <param name="StageVersions">Stages with versions.</param>
/// <param name="Icu">Version of ICU.</param>
/// <param name="TokenCounter">What counted the tokens of the corpus.</param>
/// <param name="TokensExact">Whether that is a tokenizer; else an estimate. Tokens of the funnel are always estimated.</param>
public sealed record RunFacts(
    string Name, string RunId, string ConfigHash, long Seed, bool Complete, string ShardSchema, ImmutableArray<string> StageVersions, string Icu,
    string TokenCounter, bool TokensExact)
{
    /// <summary>UTF-16 units of dropped texts that were kept (<c>output.droppedText</c>): -1 for all; null in reports of older programs.</summary>
    public int? DroppedText { get; init; }
}

/// <summary>Sums over kept documents.</summary>
/// <param name="Documents">Number of documents.</param>
/// <param name="Characters">UTF-16 units of text.</param>
/// <param name="Tokens">Tokens.</param>
public sealed record CorpusTotals(long Documents, long Characters, long Tokens);

/// <summary>What the reader of an input met: records = documents + merged + skipped + failed.</summary>
public sealed record InputReport
{
    /// <summary>Name of the input.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of source.</summary>
    public required string Source { get; init; }

    /// <summary>Name of the reader.</summary>
    public required string Reader { get; init; }

    /// <summary>Number of files.</summary>
    public int Files { get; init; }

    /// <summary>Their bytes as stored.</summary>
    public long Bytes { get; init; }

    /// <summary>Records read.</summary>
    public long Records { get; init; }

    /// <summary>Records that became documents.</summary>
    public long Documents { get; init; }

    /// <summary>Records that went into another's document.</summary>
    public long Merged { get; init; }

    /// <summary>Records not wanted, and those that could not be read.</summary>
    public ImmutableArray<ReasonRow> Reasons { get; init; } = [];

    /// <summary>Documents whose payload the crawler cut, by cause.</summary>
    public ImmutableSortedDictionary<string, long> Truncated { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
}

/// <summary>A share of the kept documents.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Tokens">Their tokens; null where they are not counted apart.</param>
public sealed record Share(string Name, long Documents, long? Tokens = null);

/// <summary>Hosts of published documents.</summary>
public sealed record HostsReport
{
    /// <summary>Number of distinct hosts; null if there are more than were told apart.</summary>
    public long? Distinct { get; init; }

    /// <summary>Documents without a host.</summary>
    public long Without { get; init; }

    /// <summary>The most frequent hosts with exact counts.</summary>
    public ImmutableArray<Share> Top { get; init; } = [];
}

/// <summary>A published file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Rows">Documents.</param>
/// <param name="Bytes">Bytes as stored.</param>
/// <param name="Characters">UTF-16 units of text; 0 for dropped documents.</param>
/// <param name="Tokens">Tokens; 0 for dropped documents.</param>
/// <param name="Digest">XxHash128 of the bytes.</param>
public sealed record FileReport(string Name, long Rows, long Bytes, long Characters, long Tokens, string Digest);
