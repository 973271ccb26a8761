namespace Curation.Mixers.Regression;

/// <summary>
/// A fit that is a ridge regression behind a transformation: it is bootstrapped by giving each residual, scaled up by what the fit took
/// of it, a random sign (wild bootstrap: the noise of proxies differs from mix to mix).
/// </summary>
sealed record RidgeFit : MixFit
{
    readonly RidgeProblem _problem;
    readonly double[][] _mixes;
    readonly double[] _values, _fitted, _residuals;
    readonly double _penalty;
    readonly bool _bounded;
    readonly Func<RidgeSolution, MixModel> _build;

    public RidgeFit(RidgeProblem problem, double[][] mixes, double[] values, double penalty, bool bounded, Func<RidgeSolution, MixModel> build, string tuning)
        : this(problem, mixes, values, penalty, bounded, build, tuning, problem.Solve(values, penalty, bounded))
    {
    }

    RidgeFit(RidgeProblem problem, double[][] mixes, double[] values, double penalty, bool bounded, Func<RidgeSolution, MixModel> build, string tuning, RidgeSolution solution)
        : base(build(solution), tuning)
    {
        (_problem, _mixes, _values, _penalty, _bounded, _build) = (problem, mixes, values, penalty, bounded, build);
        _fitted = new double[values.Length];
        _residuals = new double[values.Length];
        var leverages = new double[values.Length];
        problem.Fit(solution, _fitted, leverages);
        for (var i = 0; i < values.Length; i++) _residuals[i] = (values[i] - _fitted[i]) / Math.Max(0.1, 1 - leverages[i]);
    }

    public override IReadOnlyList<double> LeftOut => [.. _values.Select((v, i) => v - _residuals[i])];

    public override MixModel Resample(ReadOnlySpan<double> signs, double pick)
    {
        var values = new double[_fitted.Length];
        for (var i = 0; i < values.Length; i++) values[i] = _fitted[i] + signs[i] * _residuals[i];
        return _build(_problem.Solve(values, _penalty, _bounded));
    }

    public override MixModel Refit(IReadOnlyList<int> rows) =>
        _build(new RidgeProblem([.. rows.Select(i => _mixes[i])], _problem.Epsilon).Solve([.. rows.Select(i => _values[i])], _penalty, _bounded));
}
