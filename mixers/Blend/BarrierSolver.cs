using Curation.Mixers.Numerics;

namespace Curation.Mixers.Blend;

/// <summary>
/// Minimum of a convex objective over the simplex with bounds: Newton's method with logarithmic barriers (Boyd and Vandenberghe, Convex
/// Optimization, 11.3), the sum held at 1 within each step. A few dozen small systems: milliseconds for tens of domains.
/// </summary>
static class BarrierSolver
{
    public static double[] Solve(Objective objective, WeightBounds bounds)
    {
        var n = bounds.Domains.Count;
        var (lower, upper) = (bounds.Lower, bounds.Upper);
        var room = upper.Sum() - lower.Sum();
        var share = room <= 1e-12 ? 0 : (1 - lower.Sum()) / room;
        var weights = new double[n];
        for (var i = 0; i < n; i++) weights[i] = lower[i] + share * (upper[i] - lower[i]);
        // Fixed domains take no part; where the bounds leave one mix only, this is it.
        var moving = Enumerable.Range(0, n).Where(i => upper[i] - lower[i] > 1e-9).ToArray();
        if (moving.Length < 2 || share is < 1e-9 or > 1 - 1e-9) return weights;

        var m = moving.Length;
        var (gradient, hessian) = (new double[n], new double[n * n]);
        objective.Derivatives(weights, gradient, hessian);
        var slopes = moving.Select(i => gradient[i]).ToArray();
        var scale = Math.Max(slopes.Max() - slopes.Min(), 1e-9);
        var (g, h, ones, trial) = (new double[m], new double[m * m], new double[m], new double[n]);
        for (var barrier = 0.1 * scale; ; barrier *= 0.15)
        {
            for (var iteration = 0; iteration < 60; iteration++)
            {
                objective.Derivatives(weights, gradient, hessian);
                for (var a = 0; a < m; a++)
                {
                    var i = moving[a];
                    var (below, above) = (weights[i] - lower[i], upper[i] - weights[i]);
                    g[a] = gradient[i] - barrier / below + barrier / above;
                    for (var b = 0; b < m; b++) h[a * m + b] = hessian[i * n + moving[b]];
                    h[a * m + a] += barrier / (below * below) + barrier / (above * above);
                    ones[a] = 1;
                }
                var factor = Cholesky.Factor(h, m);
                for (var jitter = 1e-12; factor is null; jitter *= 100)
                {
                    for (var a = 0; a < m; a++) h[a * m + a] *= 1 + jitter;
                    factor = Cholesky.Factor(h, m);
                }
                var slope = g.ToArray();
                factor.Solve(g);
                factor.Solve(ones);
                var multiplier = g.Sum() / ones.Sum();
                var (decrement, longest) = (0.0, 1.0);
                for (var a = 0; a < m; a++)
                {
                    g[a] = -g[a] + multiplier * ones[a];
                    decrement -= slope[a] * g[a];
                    var limit = g[a] > 0 ? upper[moving[a]] - weights[moving[a]] : weights[moving[a]] - lower[moving[a]];
                    if (Math.Abs(g[a]) * longest > 0.99 * limit) longest = 0.99 * limit / Math.Abs(g[a]);
                }
                if (decrement < 1e-9 * barrier) break;
                var before = Merit(objective, bounds, moving, weights, barrier);
                var step = longest;
                for (; step > 1e-10; step *= 0.5)
                {
                    weights.CopyTo(trial, 0);
                    for (var a = 0; a < m; a++) trial[moving[a]] += step * g[a];
                    if (Merit(objective, bounds, moving, trial, barrier) <= before - 1e-4 * step * decrement) break;
                }
                if (step <= 1e-10) break;
                trial.CopyTo(weights, 0);
            }
            if (2 * m * barrier < 1e-9 * scale) break;
        }
        return Snap(weights, bounds);
    }

    static double Merit(Objective objective, WeightBounds bounds, int[] moving, double[] weights, double barrier)
    {
        var value = objective.Value(weights);
        foreach (var i in moving) value -= barrier * (Math.Log(weights[i] - bounds.Lower[i]) + Math.Log(bounds.Upper[i] - weights[i]));
        return value;
    }

    /// <summary>Weights at their bounds but for rounding are set to them, and the sum to 1.</summary>
    static double[] Snap(double[] weights, WeightBounds bounds)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] - bounds.Lower[i] < 1e-7) weights[i] = bounds.Lower[i];
            else if (bounds.Upper[i] - weights[i] < 1e-7) weights[i] = bounds.Upper[i];
        }
        var free = Enumerable.Range(0, weights.Length).Where(i => weights[i] > bounds.Lower[i] && weights[i] < bounds.Upper[i]).ToArray();
        var over = weights.Sum() - 1;
        foreach (var i in free) weights[i] -= over / free.Length;
        return weights;
    }
}
