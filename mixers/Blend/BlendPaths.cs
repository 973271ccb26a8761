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
    public static IReadOnlyList<PathPoint> OverPenalty(BlendProblem problem) =>
        [.. s_penalties.Append(problem.KlPenalty).Distinct().Order().Select(p => Point(problem with { KlPenalty = p }, p, problem.Objective))];

    /// <summary>Over the share that one eval has of all factors, from none to all, the others' proportions kept.</summary>
    public static IReadOnlyList<PathPoint> OverEval(BlendProblem problem, int eval)
    {
        var others = problem.Factors.Where((_, i) => i != eval).Sum();
        var total = others + problem.Factors[eval];
        return [.. s_shares.Where(s => others > 0 || s == 1).Select(share => Point(problem with
        {
            Factors = [.. problem.Factors.Select((f, i) => i == eval ? share * total : others == 0 ? 0 : f / others * (1 - share) * total)],
        }, share, problem.Objective))];
    }

    static PathPoint Point(BlendProblem problem, double setting, Objective own)
    {
        var weights = problem.Best(problem.Objective);
        return new(setting, weights, own.Score(weights), own.Divergence(weights));
    }
}
