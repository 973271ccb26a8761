namespace Curation.Mixers.Blend;

/// <summary>The best mix at one setting of what a user may turn.</summary>
/// <param name="Setting">The value turned: a KL penalty, or an eval's factor.</param>
/// <param name="Weights">The best mix.</param>
/// <param name="Score">Its predicted combined score, by the evals' own weights.</param>
/// <param name="Divergence">KL to the natural mix, nats.</param>
public sealed record PathPoint(double Setting, double[] Weights, double Score, double Divergence);

/// <summary>How the best mix moves when one setting is turned.</summary>
public static class BlendPaths
{
    static readonly double[] s_penalties = [0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];
    static readonly double[] s_shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <summary>Over penalties of the distance to the natural mix, the problem's own among them.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="blend">Its best mix.</param>
    public static IReadOnlyList<PathPoint> OverPenalty(BlendProblem problem, double[] blend) =>
        Points(problem, blend, [.. s_penalties.Append(problem.KlPenalty).Distinct().Order()], penalty => problem with { KlPenalty = penalty });

    /// <summary>Over the share that one eval has of all factors, from none to all, the others' proportions kept.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="blend">Its best mix.</param>
    /// <param name="eval">The eval.</param>
    public static IReadOnlyList<PathPoint> OverEval(BlendProblem problem, double[] blend, int eval)
    {
        var others = problem.Factors.Where((_, i) => i != eval).Sum();
        var total = others + problem.Factors[eval];
        return Points(problem, blend, [.. s_shares.Where(s => others > 0 || s == 1)], share => problem with
        {
            Factors = [.. problem.Factors.Select((f, i) => i == eval ? share * total : others == 0 ? 0 : f / others * (1 - share) * total)],
        });
    }

    static PathPoint[] Points(BlendProblem problem, double[] blend, double[] settings, Func<double, BlendProblem> at)
    {
        var (points, own) = (new PathPoint[settings.Length], problem.Objective);
        // A search begins at the blend and at the exact optimum of the convex forms.
        Parallel.For(0, settings.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var turned = at(settings[i]);
            var weights = turned.Best(turned.Objective, [blend]);
            points[i] = new(settings[i], weights, own.Score(weights), own.Divergence(weights));
        });
        return points;
    }
}
