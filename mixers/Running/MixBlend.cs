using Curation.Core.Errors;
using Curation.Mixers.Blend;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Regression;
using Curation.Mixers.Tables;

namespace Curation.Mixers.Running;

/// <summary>From scored mixes to a blend: signal-to-noise, regressions, the optimum and how sure it is.</summary>
public static class MixBlend
{
    /// <summary>Fits and solves.</summary>
    /// <param name="table">Mixes and scores in the evals' own directions.</param>
    /// <param name="evals">The evals, in the order of the scores.</param>
    /// <param name="natural">The natural mix.</param>
    /// <param name="bounds">What the blend keeps to; lowered here to the largest weights sampled.</param>
    /// <param name="solve">Options.</param>
    /// <param name="seed">Decides folds and resamples.</param>
    /// <param name="cacheFolder">Folder of cross-validations by content; null keeps none.</param>
    /// <param name="say">Told what was refused or changed.</param>
    /// <exception cref="ConfigException">There are too few mixes, or all evals are refused.</exception>
    public static BlendResult Make(ScoredMixtures table, EvalsFile evals, double[] natural, WeightBounds bounds, SolveOptions solve, int seed, string? cacheFolder, Action<string> say)
    {
        var lower = table with { Scores = [.. table.Scores.Select((s, i) => evals.Evals[i].Rises ? [.. s.Select(v => -v)] : s)] };
        var fits = TargetFit.FitAll(lower, solve.Model, validate: true, seed, cacheFolder);
        var signals = lower.Scores.Select(s => SignalToNoise.Of(lower.Mixtures, s)).ToArray();
        var factors = Factors(lower, evals, signals, say);
        var sampled = natural.Select((_, i) => table.Mixtures.Weights.Max(w => w[i])).ToArray();
        var problem = new BlendProblem(lower, fits, factors, natural, bounds.AtMost(sampled, _ => "the largest weight sampled"), solve.KlPenalty);
        var weights = problem.Best(problem.Objective);
        return new(problem, weights, Uncertainty.Measure(problem, weights, solve.Draws, seed), signals, evals);
    }

    static double[] Factors(ScoredMixtures table, EvalsFile evals, double?[] signals, Action<string> say)
    {
        var factors = evals.Evals.Select(e => e.Use == EvalUse.Selection ? e.Weight : 0).ToArray();
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i] == 0 || signals[i] is not { } ratio || ratio >= evals.MinSignalToNoise) continue;
            var text = $"eval '{evals.Evals[i].Name}' has a signal-to-noise of {ratio:0.0}, below {evals.MinSignalToNoise}:";
            if (evals.WeakSignal == WeakSignal.Refuse) (factors[i], text) = (0, text + " it is refused; larger proxies or more text may help, or set weakSignal");
            else if (evals.WeakSignal == WeakSignal.DownWeight) (factors[i], text) = (factors[i] * ratio / evals.MinSignalToNoise, text + " its weight is lowered in proportion");
            else text += " it is kept, as weakSignal says";
            say(text);
        }
        if (factors.All(f => f == 0)) throw new ConfigException("every eval for selection was refused: none tells mixes apart better than noise does at this proxy size; use held-out text, larger proxies, or set weakSignal to down-weight");
        // Bits per byte add up as they are; scores of several units are measured by their spread over the mixes.
        var counted = Enumerable.Range(0, factors.Length).Where(i => factors[i] > 0).ToArray();
        var sameUnit = counted.All(i => evals.Evals[i].Kind is EvalKind.Text or EvalKind.Cloze || evals.Evals[i] is { Kind: EvalKind.Choice, Metric: EvalMetric.BitsPerByte })
            || counted.All(i => evals.Evals[i].Kind == EvalKind.External);
        var sum = factors.Sum();
        return [.. factors.Select((f, i) => f / sum / (sameUnit || f == 0 ? 1 : SignalToNoise.Spread(table.Scores[i])))];
    }
}
