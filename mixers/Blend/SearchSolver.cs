namespace Curation.Mixers.Blend;

/// <summary>
/// A good mix of an objective that is not convex (trees): of the given mixes, random ones between them and the exact optimum of the convex
/// part, the best are taken, and weight is moved between pairs of domains by ever smaller steps while that helps. Seeded; no promise of
/// the very best.
/// </summary>
static class SearchSolver
{
    const int Improved = 2;
    const double FirstStep = 0.04, LeastStep = 1e-3;

    public static double[] Solve(Objective objective, WeightBounds bounds, IReadOnlyList<double[]> starts)
    {
        var random = new Random(1);
        var pool = starts.Append(objective.Natural).Select(s => bounds.Allow(s, 1e-9) ? s : bounds.Nearest(s)).ToList();
        if (objective.ConvexPart is { } convex) pool.Add(BlendSolver.Solve(convex, bounds));
        for (var i = starts.Count; i >= 0; i--)
        {
            var (a, b, share) = (pool[random.Next(pool.Count)], pool[random.Next(pool.Count)], random.NextDouble());
            pool.Add([.. a.Select((w, j) => share * w + (1 - share) * b[j])]);
        }
        return pool.Select(w => (Weights: w, Value: objective.Value(w))).OrderBy(w => w.Value).Take(Math.Clamp(starts.Count, 1, Improved))
            .Select(w => Improve(objective, bounds, w.Weights)).MinBy(w => w.Value).Weights;
    }

    static (double[] Weights, double Value) Improve(Objective objective, WeightBounds bounds, double[] start)
    {
        var cursor = new ObjectiveCursor(objective, start);
        var (weights, value) = (cursor.Weights, cursor.Value);
        for (var step = FirstStep; step > LeastStep; step *= 0.5)
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
                        var (less, more) = (weights[from] - amount, weights[to] + amount);
                        var now = cursor.Try(from, less, to, more);
                        if (now >= value - 1e-9) continue;
                        cursor.Move(from, less, to, more);
                        (value, moved) = (now, true);
                    }
                }
            }
        }
        return (weights, objective.Value(weights));
    }
}
