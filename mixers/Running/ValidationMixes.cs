using System.Globalization;
using Curation.Mixers.Blend;
using Curation.Mixers.Tables;

namespace Curation.Mixers.Running;

/// <summary>The mixes that a blend is held against by training them: itself, the natural one, the uniform one, and the best that is as much of one domain as the bounds allow.</summary>
public static class ValidationMixes
{
    /// <summary>Name of the blend among them.</summary>
    public const string Proposed = "proposed";

    /// <summary>Name of the natural mix among them.</summary>
    public const string Natural = "natural";

    /// <summary>The mixes, each as often as it is trained: a mix that stands there again gets another seed.</summary>
    /// <param name="result">The blend.</param>
    /// <param name="seeds">Trainings of each.</param>
    public static MixtureTable Of(BlendResult result, int seeds)
    {
        var (problem, bounds) = (result.Problem, result.Problem.Bounds);
        var single = Enumerable.Range(0, bounds.Domains.Count).Select(i => (Name: $"most of {bounds.Domains[i]}", Weights: Most(bounds, i, problem.Natural))).MinBy(m => problem.Objective.Score(m.Weights));
        (string Name, double[] Weights)[] mixes = [(Proposed, result.Weights), (Natural, problem.Natural), ("uniform", bounds.Nearest([.. bounds.Domains.Select(_ => 1.0)])), single];
        var rows = mixes.DistinctBy(m => string.Join(' ', m.Weights.Select(w => Math.Round(w, 6)))).SelectMany(m => Enumerable.Repeat(m, seeds)).ToArray();
        return new("index", [.. rows.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))], bounds.Domains, [.. rows.Select(r => r.Weights)]) { Labels = [.. rows.Select(r => r.Name)] };
    }

    /// <summary>What was measured.</summary>
    /// <param name="result">The blend.</param>
    /// <param name="table">Mixes and scores of all trainings, in the evals' own directions.</param>
    public static Validation Measure(BlendResult result, ScoredMixtures table)
    {
        var (factors, evals) = (result.Problem.Factors, result.Evals.Evals);
        double Combined(int row) => Enumerable.Range(0, factors.Count).Where(t => factors[t] != 0).Sum(t => factors[t] * (evals[t].Rises ? -1 : 1) * table.Scores[t][row]);
        var groups = Enumerable.Range(0, table.Mixtures.Keys.Count).GroupBy(i => table.Mixtures.Labels[i]).Select(g => (Name: g.Key, Rows: g.ToArray(), Scores: g.Select(Combined).Where(double.IsFinite).ToArray())).ToArray();
        // One noise for all: three trainings alone say little of their own.
        var freedom = groups.Sum(g => Math.Max(0, g.Scores.Length - 1));
        var noise = freedom == 0 ? double.NaN : Math.Sqrt(groups.Where(g => g.Scores.Length > 0).Sum(g => g.Scores.Sum(s => (s - g.Scores.Average()) * (s - g.Scores.Average()))) / freedom);
        var proposed = groups.Single(g => g.Name == Proposed).Scores;
        var quantile = freedom == 0 ? double.NaN : MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, freedom, 0.95);
        return new([.. groups.Select(g =>
        {
            var gain = g.Name == Proposed || g.Scores.Length == 0 || proposed.Length == 0 ? 0 : g.Scores.Average() - proposed.Average();
            var error = g.Name == Proposed ? 0 : quantile * noise * Math.Sqrt(1.0 / g.Scores.Length + 1.0 / proposed.Length);
            return new ValidationMix(g.Name, table.Mixtures.Weights[g.Rows[0]], g.Scores, result.Problem.Objective.Score(table.Mixtures.Weights[g.Rows[0]]), gain, new(gain - error, gain + error),
                [.. table.Scores.Select(s => g.Rows.Select(r => s[r]).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())]);
        })], noise);
    }

    static double[] Most(WeightBounds bounds, int domain, double[] natural)
    {
        var weight = Math.Min(bounds.Upper[domain], 1 - (bounds.Lower.Sum() - bounds.Lower[domain]));
        weight = Math.Max(weight, 1 - (bounds.Upper.Sum() - bounds.Upper[domain]));
        return (bounds with
        {
            Lower = [.. bounds.Lower.Select((l, i) => i == domain ? weight : l)],
            Upper = [.. bounds.Upper.Select((u, i) => i == domain ? weight : u)],
        }).Nearest(natural);
    }
}
