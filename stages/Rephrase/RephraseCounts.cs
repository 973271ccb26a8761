using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Stages.Rephrase;

/// <summary>What became of what a model wrote.</summary>
/// <param name="Chunks">Chunks asked about.</param>
/// <param name="Items">Items written.</param>
/// <param name="Kept">Items kept.</param>
/// <param name="Refused">Others, and why.</param>
sealed record RephraseCounts(int Chunks, int Items, int Kept, ImmutableArray<RefusedItem> Refused)
{
    const int Shown = 5;
    const int Longest = 700;

    public static RephraseCounts Empty { get; } = new(0, 0, 0, []);

    /// <summary>The first refusal in words.</summary>
    public string? First => Refused.IsEmpty ? null
        : Refused[0].Detail is { } detail ? $"{Refused[0].Reason}: {Excerpt.Of(Refused[0].Span, 160)} ({detail})" : $"{Refused[0].Reason}: {Excerpt.Of(Refused[0].Span, 160)}";

    public RephraseCounts With(RephraseCounts other) => new(Chunks + other.Chunks, Items + other.Items, Kept + other.Kept, Refused.AddRange(other.Refused));

    public Signal[] Signals() =>
    [
        new("rephrase_chunks", Chunks), new("rephrase_items", Items), new("rephrase_kept", Kept),
        .. RephraseReasons.Refusals.Select(r => new Signal(RephraseReasons.Signal(r), Refused.Count(f => f.Reason == r.Id))),
    ];

    /// <summary>Metadata with the first refusals of each reason.</summary>
    public ImmutableSortedDictionary<string, string> Into(ImmutableSortedDictionary<string, string> metadata) => Refused.IsEmpty ? metadata
        : metadata.SetItem(RefusedItem.Metadata, RefusedItem.Write(Refused.DistinctBy(r => r.Reason).Concat(Refused).Distinct().Take(Shown)
            .Select(r => r with { Span = Excerpt.Of(r.Span, 160), Detail = r.Detail is { } detail ? Excerpt.Of(detail, 300) : null, Text = Excerpt.Of(r.Text, Longest), Source = Excerpt.Of(r.Source, Longest) })));
}
