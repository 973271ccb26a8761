using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Core.Reports;

/// <summary>What became of what a language model wrote, by the counts that the stage <c>rephrase</c> leaves on documents.</summary>
public sealed record RephrasingReport
{
    /// <summary>Chunks of sources that were asked about.</summary>
    public long Chunks { get; init; }

    /// <summary>Pairs, statements or texts that were written.</summary>
    public long Items { get; init; }

    /// <summary>Those that were kept.</summary>
    public long Kept { get; init; }

    /// <summary>Those that were refused, most first.</summary>
    public ImmutableArray<RefusalRow> Refused { get; init; } = [];

    /// <summary>A few that were kept and some of each reason, beside their sources; of published documents, chosen by the lowest hashes of seed and id.</summary>
    public ImmutableArray<RephrasingSample> Samples { get; init; } = [];

    /// <summary>The report without samples; null if no stage counted anything.</summary>
    public static RephrasingReport? Of(IReadOnlyCollection<SignalReport> signals)
    {
        var counts = signals.Where(s => s.Signal.StartsWith(Prefix, StringComparison.Ordinal)).GroupBy(s => s.Signal, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.First().Meaning, Sum: g.Sum(s => Sum(s.Kept) + Sum(s.Dropped))), StringComparer.Ordinal);
        if (counts.GetValueOrDefault(Prefix + "chunks").Sum == 0) return null;
        return new()
        {
            Chunks = counts[Prefix + "chunks"].Sum,
            Items = counts.GetValueOrDefault(Prefix + "items").Sum,
            Kept = counts.GetValueOrDefault(Prefix + "kept").Sum,
            Refused = [.. counts.Where(c => c.Key.StartsWith(RefusedPrefix, StringComparison.Ordinal) && c.Value.Sum > 0)
                .Select(c => new RefusalRow("rephrase." + c.Key[RefusedPrefix.Length..].Replace('_', '-'), c.Value.Meaning, c.Value.Sum))
                .OrderByDescending(r => r.Items).ThenBy(r => r.Reason, StringComparer.Ordinal)],
        };
    }

    const string Prefix = "rephrase_";
    const string RefusedPrefix = "rephrase_refused_";

    /// <summary>Counts of a document are seldom over 99, and are exact up to there.</summary>
    static long Sum(Distribution distribution) => (long)distribution.Bins.Sum(b => Math.Floor((b[0] + Math.Max(b[0], b[1] - 1)) / 2) * b[2]);
}

/// <summary>Items that one reason refused.</summary>
/// <param name="Reason">Id of the reason.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Items">How many.</param>
public sealed record RefusalRow(string Reason, string Meaning, long Items);

/// <summary>What a model wrote, and its source.</summary>
/// <param name="Reason">Id of the reason that refused it; empty if it was kept.</param>
/// <param name="Id">Id of the document.</param>
/// <param name="Style">The style that it was asked for in.</param>
/// <param name="Source">The passage of the source that is nearest to it.</param>
/// <param name="Question">The question of a pair.</param>
/// <param name="Text">The answer, statement or text; its beginning.</param>
/// <param name="Span">What of it offends.</param>
/// <param name="Detail">What else helps to understand a refusal.</param>
public sealed record RephrasingSample(string Reason, string Id, string Style, string Source, string? Question, string Text, string? Span = null, string? Detail = null)
{
    /// <summary>A refused item as a sample.</summary>
    public static RephrasingSample Of(Document document, RefusedItem item) =>
        new(item.Reason, document.Id, document.Metadata.GetValueOrDefault("rephrase_style", ""), item.Source, item.Question, item.Text, item.Span, item.Detail);
}
