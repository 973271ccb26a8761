namespace Curation.Mixers.Blend;

/// <summary>Finds the best mix within bounds: exactly for linear and convex objectives, by search for others.</summary>
public static class BlendSolver
{
    /// <summary>The best mix.</summary>
    /// <param name="objective">What is minimised.</param>
    /// <param name="bounds">What the mix keeps to.</param>
    /// <param name="starts">Mixes that a search starts from as well; not needed by exact solvers.</param>
    /// <exception cref="Core.Errors.ConfigException">No mix keeps to the bounds.</exception>
    public static double[] Solve(Objective objective, WeightBounds bounds, IReadOnlyList<double[]>? starts = null)
    {
        bounds.Validate();
        // Where nothing tells mixes apart, the natural one is as good as any.
        if (objective.KlPenalty == 0 && objective.Terms.All(t => t.Model.IsConstant || t.Factor == 0)) return bounds.Nearest(objective.Natural);
        if (objective.IsLinear) return LinearSolver.Solve(objective, bounds);
        return objective.IsConvex ? BarrierSolver.Solve(objective, bounds) : SearchSolver.Solve(objective, bounds, starts ?? []);
    }
}
