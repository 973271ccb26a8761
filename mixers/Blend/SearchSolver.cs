namespace Curation.Mixers.Blend;

/// <summary>
/// A good mix of an objective that is not convex (trees): from the best of the given mixes and of random ones around them, weight is
/// moved between pairs of domains by ever smaller steps while that helps. Seeded; no promise of the very best.
/// </summary>
static class SearchSolver
{
    public static double[] Solve(Objective objective, WeightBounds bounds, IReadOnlyList<double[]> starts)
    {
        var random = new Random(1);
        var pool = starts.Append(objective.Natural).Select(bounds.Nearest).ToList();
        for (var i = 0; i < 2000; i++)
        {
            var (a, b, share) = (pool[random.Next(pool.Count)], pool[random.Next(pool.Count)], random.NextDouble());
            pool.Add([.. a.Select((w, j) => share * w + (1 - share) * b[j])]);
        }
        return pool.Select(w => (Weights: w, Value: objective.Value(w))).OrderBy(w => w.Value).Take(8)
            .Select(w => Improve(objective, bounds, w.Weights, w.Value)).MinBy(w => w.Value).Weights;
    }

    static (double[] Weights, double Value) Improve(Objective objective, WeightBounds bounds, double[] start, double value)
    {
        var weights = start.ToArray();
        for (var step = 0.1; step > 5e-4; step *= 0.5)
        {
            for (var moved = true; moved;)
            {
                moved = false;
                for (var from = 0; from < weights.Length; from++)
                {
                    for (var to = 0; to < weights.Length; to++)
                    {
                        var amount = Math.Min(step, Math.Min(weights[from] - bounds.Lower[from], bounds.Upper[to] - weights[to]));
                        if (from == to || amount < 1e-6) continue;
                        (weights[from], weights[to]) = (weights[from] - amount, weights[to] + amount);
                        var now = objective.Value(weights);
                        if (now < value - 1e-9) (value, moved) = (now, true);
                        else (weights[from], weights[to]) = (weights[from] + amount, weights[to] - amount);
                    }
                }
            }
        }
        return (weights, value);
    }
}
