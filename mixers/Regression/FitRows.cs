namespace Curation.Mixers.Regression;

/// <summary>The mixes and scores of one fit, with what several regressions make of them alike: computed once.</summary>
/// <param name="mixes">Weights by mix.</param>
/// <param name="scores">Score by mix, all finite, lower is better.</param>
/// <param name="refine">Whether tuning is refined between the points of its grid: for the fit that is kept, not for those of cross-validation.</param>
public sealed class FitRows(double[][] mixes, double[] scores, bool refine = false)
{
    readonly Dictionary<double, RidgeProblem> _problems = [];
    MixFit? _convex;

    /// <summary>Weights by mix.</summary>
    public double[][] Mixes => mixes;

    /// <summary>Score by mix.</summary>
    public double[] Scores => scores;

    internal bool Refine => refine;

    internal MixFit Convex => _convex ??= ExponentialRegressor.FitExponential(this, logs: true);

    /// <summary>The normal equations with logarithms at ε, or without them.</summary>
    internal RidgeProblem Problem(double? epsilon)
    {
        if (_problems.TryGetValue(epsilon ?? 0, out var problem)) return problem;
        return _problems[epsilon ?? 0] = new(mixes, epsilon);
    }
}
