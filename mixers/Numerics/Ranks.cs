namespace Curation.Mixers.Numerics;

/// <summary>Measures of agreement between predictions and truth.</summary>
public static class Ranks
{
    /// <summary>Spearman's rank correlation, ties at their mean rank; NaN if one side is constant.</summary>
    public static double Spearman(IReadOnlyList<double> a, IReadOnlyList<double> b) => Pearson(Of(a), Of(b));

    /// <summary>Pearson's correlation; NaN if one side is constant.</summary>
    public static double Pearson(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Count; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + x * y, aa + x * x, bb + y * y);
        }
        return aa == 0 || bb == 0 ? double.NaN : ab / Math.Sqrt(aa * bb);
    }

    /// <summary>Spearman's correlation within the best tenth by truth (lower is better): the part of the table that a choice is made in.</summary>
    public static double SpearmanOfBest(IReadOnlyList<double> predicted, IReadOnlyList<double> truth, double part = 0.1)
    {
        var best = Enumerable.Range(0, truth.Count).OrderBy(i => truth[i]).Take(Math.Max(3, (int)Math.Round(truth.Count * part))).ToArray();
        return Spearman([.. best.Select(i => predicted[i])], [.. best.Select(i => truth[i])]);
    }

    /// <summary>How much worse the mix with the best prediction is than the truly best one.</summary>
    public static double Regret(IReadOnlyList<double> predicted, IReadOnlyList<double> truth) =>
        truth[Enumerable.Range(0, predicted.Count).MinBy(i => predicted[i])] - truth.Min();

    static double[] Of(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end + 1 < order.Length && values[order[end + 1]] == values[order[start]]) end++;
            for (var i = start; i <= end; i++) ranks[order[i]] = (start + end) / 2.0;
            start = end + 1;
        }
        return ranks;
    }
}
