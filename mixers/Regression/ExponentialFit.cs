namespace Curation.Mixers.Regression;

/// <summary>
/// A fit of the exponential form. Its resamples also draw c, ε and the penalty anew among those that the data can hardly tell from the
/// best ones: bounds made with one choice held fixed are too narrow.
/// </summary>
sealed record ExponentialFit : MixFit
{
    const int Most = 40;
    readonly RidgeFit _best;
    readonly (double Until, Lazy<RidgeFit> Fit)[] _plausible;

    public ExponentialFit(FitRows rows, bool logs, IReadOnlyList<ExponentialRegressor.Tuning> tried, Func<ExponentialRegressor.Tuning, double> floor)
        : this(rows, logs, [.. tried.OrderBy(t => t.Error)], floor, Make(rows, logs, tried.MinBy(t => t.Error)!, floor))
    {
    }

    ExponentialFit(FitRows rows, bool logs, ExponentialRegressor.Tuning[] ordered, Func<ExponentialRegressor.Tuning, double> floor, RidgeFit best)
        : base(best.Model, ordered[0].Describe(floor(ordered[0]), logs))
    {
        _best = best;
        LeftOutError = Math.Sqrt(ordered[0].Error / rows.Scores.Length);
        // Weights by likelihood: errors are sums of squares of as many mixes.
        var likely = ordered.Take(Most).Select(t => (Tuning: t, Weight: Math.Pow(ordered[0].Error / t.Error, rows.Scores.Length / 2.0))).Where(t => t.Weight > 0.01).ToArray();
        var (total, until) = (likely.Sum(t => t.Weight), 0.0);
        _plausible = [.. likely.Select(t => (until += t.Weight / total, new Lazy<RidgeFit>(() => Make(rows, logs, t.Tuning, floor))))];
    }

    public override IReadOnlyList<double> LeftOut => [.. _best.LeftOut.Select(v => ((ExponentialModel)Model).C + Math.Exp(Math.Min(v, 60)))];

    public override MixModel Resample(ReadOnlySpan<double> signs, double pick)
    {
        foreach (var (until, fit) in _plausible)
        {
            if (pick <= until) return fit.Value.Resample(signs, pick);
        }
        return _best.Resample(signs, pick);
    }

    public override MixModel Refit(IReadOnlyList<int> rows) => _best.Refit(rows);

    static RidgeFit Make(FitRows rows, bool logs, ExponentialRegressor.Tuning tuning, Func<ExponentialRegressor.Tuning, double> floor)
    {
        var c = floor(tuning);
        return new(rows.Problem(logs ? tuning.Epsilon : null), rows.Mixes, ExponentialRegressor.Log(rows.Scores, c), tuning.Penalty, logs,
            s => new ExponentialModel(c, s.A, s.B, tuning.Epsilon), "");
    }
}
