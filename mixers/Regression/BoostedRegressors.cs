namespace Curation.Mixers.Regression;

/// <summary>Gradient-boosted trees on the weights (LightGBM): the regression of RegMix, without its early stop on test rows.</summary>
public sealed class BoostedRegressor : IMixRegressor
{
    const string Parameters = "objective=regression learning_rate=0.1 num_leaves=12 min_data_in_leaf=5 max_bin=63";

    /// <inheritdoc/>
    public string Name => "lightgbm";

    /// <inheritdoc/>
    public MixFit Fit(FitRows rows)
    {
        using var booster = LightGbmBooster.Train(rows.Mixes, rows.Scores, 110, Parameters);
        return new BoostedFit(new BoostedModel(booster.Save()), "110 trees", rows.Convex) { LeftOutError = rows.Convex.LeftOutError };
    }
}

/// <summary>The convex form, with boosted trees on what it leaves of the logarithm: the shape far from the data, the detail near it.</summary>
public sealed class ConvexBoostedRegressor : IMixRegressor
{
    const string Parameters = "objective=regression learning_rate=0.05 num_leaves=8 min_data_in_leaf=10 max_bin=63";

    /// <inheritdoc/>
    public string Name => "convex-boosted";

    /// <inheritdoc/>
    public MixFit Fit(FitRows rows)
    {
        var (fit, mixes, scores) = (rows.Convex, rows.Mixes, rows.Scores);
        if (fit.Model is not ExponentialModel convex) return fit;
        var left = new double[scores.Length];
        for (var i = 0; i < left.Length; i++) left[i] = Math.Log((scores[i] - convex.C) / (convex.Predict(mixes[i]) - convex.C));
        using var booster = LightGbmBooster.Train(mixes, left, 90, Parameters);
        return new BoostedFit(new ConvexBoostedModel(convex, new(booster.Save())), fit.Tuning + ", 90 trees", fit) { LeftOutError = fit.LeftOutError };
    }
}
