using System.Globalization;
using Curation.Mixers.Blend;
using Curation.Mixers.Regression;
using Curation.Mixers.Running;

namespace Curation.Cli.Mixing;

/// <summary>Tables of fits and blends for the terminal, on standard error: standard output is for data.</summary>
static class MixTables
{
    public static void Fits(IReadOnlyList<TargetFit> fits)
    {
        foreach (var fit in fits)
        {
            Line($"{fit.Target}: {fit.Chosen} on {fit.Rows.Length} mixes{(fit.Fit.Tuning.Length > 0 ? $" ({fit.Fit.Tuning})" : "")}");
            foreach (var score in fit.Scores)
                Line($"  {(score.Name == fit.Chosen ? '*' : ' ')} {score.Name,-15} rho {score.Rho,6:0.000}   best tenth {score.RhoOfBest,6:0.000}   error {score.Error:0.####}");
        }
    }

    public static void Blend(MixtureFile mixture)
    {
        var width = Math.Max(6, mixture.Weights.Max(w => w.Domain.Length));
        Line($"{"domain".PadRight(width)}   natural     blend   90 % interval    held by");
        foreach (var weight in mixture.Weights.OrderByDescending(w => w.Weight))
            Line($"{weight.Domain.PadRight(width)}   {weight.Natural,7:0.0 %}   {weight.Weight,7:0.0 %}   {weight.Interval.Low,6:0.0 %} – {weight.Interval.High,-6:0.0 %}  {weight.Bound}");
        foreach (var eval in mixture.Evals)
            Line($"eval {eval.Name}: {eval.AtNatural:0.0000} at the natural mix, {eval.AtBlend:0.0000} at the blend ({eval.Model}, rho {eval.Regressions.FirstOrDefault(r => r.Name == eval.Model)?.Rho:0.000}{(eval.SignalToNoise is { } s ? $", signal-to-noise {s:0.0}" : "")}){(eval.Factor == 0 ? ", not chosen by" : "")}");
        Line($"gain {mixture.Gain:0.0000} ({mixture.GainInterval.Low:0.0000} to {mixture.GainInterval.High:0.0000}): {mixture.Verdict}; {mixture.Proxies} proxies{(mixture.ProxySize is { } size ? $" of size {size}" : "")}");
        if (mixture.ProxySize is "demo") Line($"size demo shows the way and decides nothing: rankings of such small proxies do not carry over to large models");
        foreach (var mix in mixture.Validation?.Mixes ?? [])
            Line($"trained {mix.Scores.Count} times: {mix.Name}: combined score {(mix.Scores.Count == 0 ? double.NaN : mix.Scores.Average()):0.0000}, predicted {mix.Predicted:0.0000}{(mix.Name == ValidationMixes.Proposed ? "" : FormattableString.Invariant($"; the blend gains {mix.Gain:0.0000} ({mix.GainInterval.Low:0.0000} to {mix.GainInterval.High:0.0000}) over it: {mix.Verdict}"))}");
        Line($"nearest trained mix: {mixture.NearestMix}, Hellinger distance {mixture.NearestDistance:0.000}");
    }

    static void Line(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
