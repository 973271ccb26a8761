using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Core.Reports.Tuning;

/// <summary>A rule of a stage as the run has it, and as it is tried.</summary>
/// <param name="Reason">Id of the reason.</param>
/// <param name="Signal">Name of the signal.</param>
/// <param name="Option">Name of the option.</param>
/// <param name="Bound">On which side documents are dropped.</param>
/// <param name="PassesBy">Flag that passes a document by.</param>
/// <param name="Before">The run's threshold; null if the rule is off.</param>
/// <param name="After">The threshold that is tried.</param>
sealed record TuningRule(string Reason, string Signal, string Option, RuleBound Bound, string? PassesBy, double? Before, double? After)
{
    /// <summary>Whether another threshold is tried.</summary>
    public bool IsChanged => Before != After;

    /// <summary>Whether a threshold drops a value.</summary>
    public bool Drops(double value, double? threshold) => threshold is { } limit && (Bound == RuleBound.Least ? value < limit : value > limit);

    /// <summary>The rules of a stage that its options ask, with thresholds of the options, or of what dropped documents missed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="missed">Thresholds that dropped documents missed, by reason.</param>
    /// <param name="changes">Thresholds to try, by option.</param>
    public static ImmutableArray<TuningRule> Of(ResolvedStage stage, IReadOnlyDictionary<string, ImmutableArray<double>> missed, IReadOnlyDictionary<string, double> changes)
    {
        var options = stage.OptionsJson;
        var dialect = options.TryGetProperty("dialect", out var d) && d.ValueKind == JsonValueKind.String ? d.GetString() : null;
        return [.. stage.Entry.Description.Rules.Where(r => r.Dialects.IsEmpty || (dialect is not null && r.Dialects.Contains(dialect))).Select(r =>
        {
            var isOff = r.SwitchOption is { } needed && options.TryGetProperty(needed, out var on) && on.ValueKind == JsonValueKind.False;
            double? before = isOff ? null
                : options.TryGetProperty(r.Option, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble()
                : missed.TryGetValue(r.Reason, out var thresholds) && thresholds.Length == 1 ? thresholds[0] : null;
            var signal = r.SignalOption is { } option && options.TryGetProperty(option, out var name) ? name.GetString()! : r.Signal;
            return new TuningRule(r.Reason, signal, r.Option, r.Bound, r.PassesBy, before, changes.TryGetValue(r.Option, out var after) ? after : before);
        })];
    }
}
