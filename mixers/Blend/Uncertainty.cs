using Curation.Mixers.Regression;

namespace Curation.Mixers.Blend;

/// <summary>How sure a blend is.</summary>
/// <param name="Weights">90 % interval of each weight.</param>
/// <param name="Gain">Estimated gain of the blend over the natural mix in the combined score, positive is better; corrected for the choice having been made on the same data.</param>
/// <param name="GainInterval">90 % interval of the gain.</param>
/// <param name="Draws">Best mixes of the resampled fits.</param>
public sealed record Uncertainty(IReadOnlyList<Interval> Weights, double Gain, Interval GainInterval, IReadOnlyList<double[]> Draws)
{
    /// <summary>Normal quantile of a two-sided 90 % interval.</summary>
    const double Quantile = 1.645;
    const int Splits = 4;

    /// <summary>Whether the gain is above what noise alone gives.</summary>
    public bool IsGain => GainInterval.Low > 0;

    /// <summary>
    /// Measures it. Weights: each draw refits every score to resampled residuals, in a form that cross-validation could as well have chosen, and solves under the same bounds, so that an interval
    /// ends at a bound where the best weight lies there. Gain: what the natural mix scores is the mean of its repeats (without repeats,
    /// the fit there), what the blend scores is the fit; the variances of both and of what the form misses add up. The proxies are also
    /// split in halves, one half chooses a mix, the other says what it gains, so that luck does not count twice: the gain is never more
    /// than that, and the upper end lies above the mean of both, since halves choose worse than all proxies do.
    /// </summary>
    /// <param name="problem">What the blend was chosen from.</param>
    /// <param name="weights">The blend.</param>
    /// <param name="draws">Number of resamples.</param>
    /// <param name="seed">Decides them.</param>
    public static Uncertainty Measure(BlendProblem problem, double[] weights, int draws, int seed)
    {
        var rows = problem.Table.Mixtures.Weights.Length;
        var (atBlend, contrasts) = (new double[draws], new double[draws]);
        var best = new double[draws][];
        var chosen = problem.Fits.Where(f => f.IsChosen).Select(f => f.Scores).ToArray();
        Parallel.For(0, draws, draw =>
        {
            var random = new Random(HashCode(seed, draw));
            var signs = new double[rows];
            for (var i = 0; i < rows; i++) signs[i] = random.Next(2) * 2 - 1;
            var pick = random.NextDouble();
            var form = chosen.Length == 0 ? null : CrossValidation.DrawForm(chosen, random);
            best[draw] = problem.Best(Resample(f => f.Drawn(form)), [weights]);
            // The gain has what the form misses from its left-out errors already.
            var objective = Resample(f => f.Fit);
            atBlend[draw] = objective.Score(weights);
            contrasts[draw] = objective.Score(problem.Natural) - atBlend[draw];

            Objective Resample(Func<TargetFit, MixFit> fit) => problem.With(f => fit(f).Resample([.. f.Rows.Select(r => signs[r])], pick) ?? fit(f).Model);
        });
        var intervals = weights.Select((w, i) => Around(w, Interval.Of(best.Select(b => b[i])))).ToArray();
        if (weights.Zip(problem.Natural, (a, b) => Math.Abs(a - b)).Sum() < 1e-6) return new(intervals, 0, new(0, 0), best);
        var (fitted, repeats) = (problem.Objective, Repeats(problem));
        var (natural, noise) = (fitted.Score(problem.Natural), 0.0);
        var (shift, variance) = (0.0, Variance(contrasts));
        if (repeats.Length >= 3)
        {
            noise = Variance(repeats);
            (shift, variance) = (repeats.Average() - natural, Variance(atBlend) + noise / repeats.Length);
        }
        var plain = natural - fitted.Score(weights) + shift;
        var crossed = CrossFitted(problem, seed) is { } halves ? halves + shift : plain;
        var error = Quantile * Math.Sqrt(variance + (noise == 0 ? 0 : Misfit(problem, noise)));
        var gain = Math.Min(plain, crossed);
        return new(intervals, gain, new(gain - error, (plain + crossed) / 2 + error), best);
    }

    static Interval Around(double weight, Interval interval) => new(Math.Min(interval.Low, weight), Math.Max(interval.High, weight));

    /// <summary>Measured combined scores of the natural mix.</summary>
    static double[] Repeats(BlendProblem problem) =>
        [.. problem.Measured().Where(m => problem.Table.Mixtures.Weights[m.Row].Zip(problem.Natural, (a, b) => Math.Abs(a - b)).Sum() < 1e-6).Select(m => m.Score)];

    /// <summary>Variance of what the form of the fit misses at a mix: half of what its left-out errors have above the repeats' noise (the other half is in the resamples).</summary>
    static double Misfit(BlendProblem problem, double noise) =>
        Math.Max(0, problem.Fits.Select((f, i) => Math.Pow(problem.Factors[i] * f.Fit.LeftOutError, 2)).Sum() - noise) / 2;

    static double? CrossFitted(BlendProblem problem, int seed)
    {
        var sum = 0.0;
        for (var split = 0; split < Splits; split++)
        {
            var halves = new bool[problem.Table.Mixtures.Weights.Length];
            var order = Enumerable.Range(0, halves.Length).ToArray();
            new Random(HashCode(seed, -1 - split)).Shuffle(order);
            for (var i = 0; i < order.Length; i += 2) halves[order[i]] = true;
            foreach (var chooses in new[] { true, false })
            {
                if (Half(problem, halves, chooses) is not { } one || Half(problem, halves, !chooses) is not { } other) return null;
                sum += other.Score(problem.Natural) - other.Score(problem.Best(one, []));
            }
        }
        return sum / (2 * Splits);
    }

    static Objective? Half(BlendProblem problem, bool[] halves, bool which)
    {
        var models = new Dictionary<TargetFit, MixModel>();
        foreach (var fit in problem.Fits)
        {
            var rows = Enumerable.Range(0, fit.Rows.Length).Where(i => halves[fit.Rows[i]] == which).ToArray();
            if (fit.Fit.Model.IsConstant) models[fit] = fit.Fit.Model;
            else if (rows.Length > 0 && fit.Fit.Refit(rows) is { } model) models[fit] = model;
            else return null;
        }
        return problem.With(f => models[f]);
    }

    static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1);
    }

    static int HashCode(int seed, int draw) => unchecked(seed * 486187739 + draw * 16777619);
}
