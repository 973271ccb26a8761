using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Stages.Rephrase.Grounding;

namespace Curation.Stages.Rephrase;

/// <summary>What became of what a model wrote.</summary>
/// <param name="Chunks">Chunks asked about.</param>
/// <param name="Items">Items written.</param>
/// <param name="Kept">Items kept.</param>
/// <param name="Failures">Why others were refused.</param>
sealed record RephraseCounts(int Chunks, int Items, int Kept, ImmutableArray<GroundingFailure> Failures)
{
    public static RephraseCounts Empty { get; } = new(0, 0, 0, []);

    /// <summary>The first refusal in words.</summary>
    public string? First => Failures.IsEmpty ? null : Describe(Failures[0]);

    public RephraseCounts With(RephraseCounts other) => new(Chunks + other.Chunks, Items + other.Items, Kept + other.Kept, Failures.AddRange(other.Failures));

    public Signal[] Signals() =>
    [
        new("rephrase_chunks", Chunks), new("rephrase_items", Items), new("rephrase_kept", Kept),
        .. RephraseReasons.Refusals.Select(r => new Signal(RephraseReasons.Signal(r), Failures.Count(f => f.Reason == r))),
    ];

    public static string Describe(GroundingFailure failure) =>
        failure.Detail is null ? $"{failure.Reason.Id}: {Short(failure.Span)}" : $"{failure.Reason.Id}: {Short(failure.Span)} ({failure.Detail})";

    static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 160 } line ? line[..160] : text.ReplaceLineEndings(" ");
}
