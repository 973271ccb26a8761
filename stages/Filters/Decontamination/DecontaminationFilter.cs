using System.Collections.Concurrent;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>
/// Takes out documents, or the spans of them, that hold items of evaluations (Brown et al. 2020, appendix C, for runs of 13 words). Words are
/// compared without case, marks and punctuation. What matched where stands in the detail of a dropped document, and in the metadata
/// <c>decontamination</c> of one that is kept.
/// </summary>
public sealed class DecontaminationFilter : IStage, IComponent<DecontaminationFilter, DecontaminationOptions>
{
    /// <summary>Matches that a detail names.</summary>
    const int MostNamed = 20;

    /// <summary>Key of the metadata that names what was found in a kept document.</summary>
    public const string MetadataKey = "decontamination";

    static readonly Reason s_contaminated = new("decontamination.contaminated", "The document holds an item of an evaluation.");
    static readonly Reason s_tooLittleLeft = new("decontamination.too-little-left", "Too little is left where items of evaluations were taken out.");

    readonly DecontaminationOptions _options;
    readonly DecontaminationRule _rule;
    readonly ConcurrentBag<EvalMatcher> _matchers = [];

    DecontaminationFilter(DecontaminationOptions options, EvalIndex index, DecontaminationRule rule) =>
        (_options, Index, _rule) = (options, index, rule);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("decontamination", 1, "Takes out documents or spans that hold items of evaluations.")
    {
        Reasons = [s_contaminated, s_tooLittleLeft],
        Signals =
        [
            new("decontamination_matches", SignalKind.Count, "Items of evaluations found."),
            new("decontamination_words", SignalKind.Count, "Words in common with the item of which most was found."),
            new("decontamination_share", SignalKind.Number, "Largest share of an item that was found, 0 to 1."),
        ],
    };

    internal EvalIndex Index { get; }

    /// <inheritdoc/>
    public static DecontaminationFilter Create(DecontaminationOptions options, StageServices services)
    {
        var rule = DecontaminationRule.Of(options);
        return new(options, EvalIndexBuilder.Build(options.Evals.SelectMany(EvalFile.Read), rule), rule);
    }

    /// <inheritdoc/>
    public static IEnumerable<string> Files(DecontaminationOptions options)
    {
        // A named column that is not there stops before the first byte.
        foreach (var eval in options.Evals) EvalFile.Check(eval);
        return options.Evals.SelectMany(e => e.Files);
    }

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        if (!_matchers.TryTake(out var matcher)) matcher = new(Index, _rule);
        try { return Judge(document, matcher); }
        finally { _matchers.Add(matcher); }
    }

    Verdict Judge(Document document, EvalMatcher matcher)
    {
        var matches = matcher.Find(document.Text);
        var measured = document with
        {
            Signals = document.Signals.With(
                new("decontamination_matches", matches.Count),
                new("decontamination_words", matches.Count == 0 ? 0 : matches.Max(m => m.Matched)),
                new("decontamination_share", matches.Count == 0 ? 0 : matches.Max(m => m.Share))),
        };
        if (matches.Count == 0) return Verdict.Keep(measured);
        var detail = string.Join("; ", matches.Take(MostNamed).Select(m => m.Describe(matcher.Text))) + (matches.Count > MostNamed ? $"; and {matches.Count - MostNamed} more" : "");
        if (_options.Remove == DecontaminationRemoval.Document) return Verdict.Drop(measured, s_contaminated, "decontamination_matches", 0, detail);
        measured = measured with { Metadata = measured.Metadata.SetItem(MetadataKey, detail) };
        if (_options.Remove == DecontaminationRemoval.None) return Verdict.Keep(measured);
        var left = SpanCut.Cut(document.Text, matches.Select(m => (matcher.Text.Start(m.FirstWord), matcher.Text.End(m.LastWord - 1))), _options.Padding);
        return left.AsSpan().Trim().Length < _options.MinLeft || left.AsSpan().Trim().IsEmpty
            ? Verdict.Drop(measured, s_tooLittleLeft, "decontamination_matches", _options.MinLeft, detail)
            : Verdict.Keep(measured with { Text = left });
    }
}
