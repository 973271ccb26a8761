namespace Curation.Mixers.Blend;

/// <summary>Exact optimum of a linear objective: domains are filled to their upper bounds from the best one on. A corner by its nature.</summary>
static class LinearSolver
{
    public static double[] Solve(Objective objective, WeightBounds bounds)
    {
        var n = bounds.Domains.Count;
        var slopes = new double[n];
        objective.Derivatives(objective.Natural, slopes, new double[n * n]);
        var weights = bounds.Lower.ToArray();
        var left = 1 - weights.Sum();
        foreach (var i in Enumerable.Range(0, n).OrderBy(i => slopes[i]).ThenBy(i => i))
        {
            var more = Math.Min(left, bounds.Upper[i] - bounds.Lower[i]);
            weights[i] += more;
            left -= more;
        }
        return weights;
    }
}
