using Curation.Mixers.Tables;

namespace Curation.Mixers.Evaluation;

/// <summary>How well an eval tells mixes apart: its spread over the mixes in units of its spread over repeats of one mix.</summary>
static class SignalToNoise
{
    /// <summary>The ratio; null without at least two repeats of some mix.</summary>
    public static double? Of(MixtureTable mixes, double[] scores)
    {
        var groups = Enumerable.Range(0, scores.Length).Where(i => double.IsFinite(scores[i]))
            .GroupBy(i => string.Join(' ', mixes.Weights[i].Select(w => Math.Round(w, 7)))).Select(g => g.Select(i => scores[i]).ToArray()).ToArray();
        var freedom = groups.Sum(g => g.Length - 1);
        if (freedom == 0) return null;
        var noise = Math.Sqrt(groups.Sum(g => g.Sum(v => (v - g.Average()) * (v - g.Average()))) / freedom);
        var signal = Spread([.. groups.Select(g => g.Average())]);
        return noise == 0 ? double.PositiveInfinity : signal / noise;
    }

    /// <summary>Standard deviation of the finite values.</summary>
    public static double Spread(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        var mean = finite.Average();
        return Math.Sqrt(finite.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, finite.Length - 1));
    }
}
