using Curation.Mixers.Numerics;
using MathNet.Numerics.Distributions;

namespace Curation.Mixers.Regression;

/// <summary>How well a regression predicts mixes that it was not fitted on.</summary>
/// <param name="Name">The regression.</param>
/// <param name="Rho">Spearman's rank correlation over the whole table, mean of the repeats.</param>
/// <param name="RhoOfBest">The same within the best tenth of the mixes.</param>
/// <param name="Error">Root of the mean squared error.</param>
/// <param name="Excess">Mean squared error within the best quarter of the mixes, the part that a choice is made in, above that of the best regression there.</param>
/// <param name="ExcessDeviation">Standard error of <paramref name="Excess"/>, from the paired differences by mix.</param>
public sealed record RegressionScore(string Name, double Rho, double RhoOfBest, double Error, double Excess, double ExcessDeviation);

/// <summary>Repeated cross-validation: each regression predicts every mix from fits that have not seen it, tuning included.</summary>
public static class CrossValidation
{
    /// <summary>Scores regressions on a table.</summary>
    /// <param name="regressors">The regressions, simplest first.</param>
    /// <param name="mixes">Weights by mix.</param>
    /// <param name="scores">Score by mix, all finite.</param>
    /// <param name="seed">Decides the folds.</param>
    /// <param name="folds">Parts that are left out in turn.</param>
    /// <param name="repeats">Times that the parts are drawn anew.</param>
    public static IReadOnlyList<RegressionScore> Score(IReadOnlyList<IMixRegressor> regressors, double[][] mixes, double[] scores, int seed, int folds = 5, int repeats = 2)
    {
        var n = scores.Length;
        folds = Math.Min(folds, n);
        var predicted = regressors.Select(_ => new double[repeats][]).ToArray();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var order = Enumerable.Range(0, n).ToArray();
            new Random(seed * 31 + repeat).Shuffle(order);
            foreach (var p in predicted) p[repeat] = new double[n];
            for (var fold = 0; fold < folds; fold++)
            {
                var inside = order.Where((_, i) => i % folds != fold).ToArray();
                var rows = new FitRows([.. inside.Select(i => mixes[i])], [.. inside.Select(i => scores[i])]);
                for (var r = 0; r < regressors.Count; r++)
                {
                    var model = regressors[r].Fit(rows).Model;
                    for (var i = fold; i < n; i += folds) predicted[r][repeat][order[i]] = model.Predict(mixes[order[i]]);
                }
            }
        }
        var errors = predicted.Select(p => Enumerable.Range(0, n).Select(i => p.Average(q => (q[i] - scores[i]) * (q[i] - scores[i]))).ToArray()).ToArray();
        var quarter = Enumerable.Range(0, n).OrderBy(i => scores[i]).Take(Math.Max(4, n / 4)).ToArray();
        var best = errors.MinBy(e => quarter.Average(i => e[i]))!;
        return [.. regressors.Select((regressor, r) =>
        {
            var differences = quarter.Select(i => errors[r][i] - best[i]).ToArray();
            return new RegressionScore(regressor.Name, Mean(predicted[r], p => Ranks.Spearman(p, scores)), Mean(predicted[r], p => Ranks.SpearmanOfBest(p, scores)),
                Math.Sqrt(errors[r].Average()), differences.Average(), Deviation(differences));
        })];
    }

    /// <summary>The simplest regression whose error is within one standard error of the best one's.</summary>
    public static RegressionScore Choose(IReadOnlyList<RegressionScore> scores) => scores.First(s => s.Excess <= s.ExcessDeviation);

    /// <summary>
    /// A regression for each of several scores of the same mixes. Where nothing predicts a score better than its mean, the mean; for all
    /// others one form, since luck on a single score decides less of it: the simplest one whose excess, in units of each score's least
    /// error, summed, is within the sum of the standard errors (the scores' errors are on the same mixes, so they do not average out).
    /// </summary>
    /// <param name="measured">Scores of all regressions by score, in one order, simplest first.</param>
    public static IReadOnlyList<string> ChooseForAll(IReadOnlyList<IReadOnlyList<RegressionScore>> measured)
    {
        var alone = measured.Select(scores => Choose(scores).Name).ToArray();
        var forms = Excesses(measured);
        if (forms.Length == 0) return alone;
        var least = forms.Min(f => f.Excess);
        var form = forms.First(f => f.Excess - least <= f.Deviation).Name;
        return [.. alone.Select((name, t) => name == measured[t][0].Name ? name : form)];
    }

    /// <summary>
    /// The form that would be best if cross-validation were done on other mixes: excesses are drawn around the measured ones. Null where no
    /// score is predicted better than by its mean.
    /// </summary>
    /// <param name="measured">Scores of all regressions by score, in one order, simplest first.</param>
    /// <param name="random">Decides the draw.</param>
    public static string? DrawForm(IReadOnlyList<IReadOnlyList<RegressionScore>> measured, Random random)
    {
        var forms = Excesses(measured);
        return forms.Length == 0 ? null : forms.MinBy(f => f.Excess + (f.Deviation * Normal.Sample(random, 0, 1))).Name;
    }

    /// <summary>Excesses of each form over the scores that are predicted better than by their means, in units of each score's least error.</summary>
    static (string Name, double Excess, double Deviation)[] Excesses(IReadOnlyList<IReadOnlyList<RegressionScore>> measured)
    {
        var told = measured.Where(scores => Choose(scores).Name != scores[0].Name && scores.Min(s => s.Error) > 0).ToArray();
        double Sum(int r, Func<RegressionScore, double> of) => told.Sum(scores => of(scores[r]) / Math.Pow(scores.Min(s => s.Error), 2));
        return told.Length == 0 ? [] : [.. told[0].Select((s, r) => (s.Name, Sum(r, s => s.Excess), Sum(r, s => s.ExcessDeviation)))];
    }

    static double Mean(double[][] repeats, Func<double[], double> measure)
    {
        var values = repeats.Select(measure).ToArray();
        return values.Any(double.IsNaN) ? 0 : values.Average();
    }

    static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1) / values.Length);
    }
}
