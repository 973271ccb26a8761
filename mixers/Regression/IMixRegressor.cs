namespace Curation.Mixers.Regression;

/// <summary>A way to fit a score (lower is better) as a function of the mix.</summary>
public interface IMixRegressor
{
    /// <summary>Name in options and reports.</summary>
    string Name { get; }

    /// <summary>Fits a score. What the fit tunes, it tunes on these rows alone.</summary>
    MixFit Fit(FitRows rows);
}

/// <summary>A fit and, where the form allows it, others like it on resampled noise.</summary>
/// <param name="Model">The fitted score.</param>
/// <param name="Tuning">What was tuned, for reports.</param>
public record MixFit(MixModel Model, string Tuning)
{
    /// <summary>Root of the mean squared error of each mix predicted from the others; 0 where it was not measured.</summary>
    public double LeftOutError { get; init; }

    /// <summary>Each mix predicted by a fit to the others, by the leverages; null where the form does not have that.</summary>
    public virtual IReadOnlyList<double>? LeftOut => null;

    /// <summary>A model fitted to the fitted values with resampled residuals, tuning kept; null where the form has no bootstrap.</summary>
    /// <param name="signs">A random sign or weight per mix, mean 0 and variance 1: the same for all scores of one draw, as noise of a proxy touches all its scores.</param>
    /// <param name="pick">A number from 0 to 1 that decides what else is drawn.</param>
    public virtual MixModel? Resample(ReadOnlySpan<double> signs, double pick) => null;

    /// <summary>A model fitted to some of the mixes only, tuning kept; null where the form does not have that.</summary>
    /// <param name="rows">Which of the fit's mixes.</param>
    public virtual MixModel? Refit(IReadOnlyList<int> rows) => null;
}
