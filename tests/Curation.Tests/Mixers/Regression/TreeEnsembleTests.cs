using Curation.Core.Errors;
using Curation.Mixers.Regression;

namespace Curation.Tests.Mixers.Regression;

public sealed class TreeEnsembleTests
{
    [Fact]
    public void Predict_AnyMix_IsTheLibrarysOwn()
    {
        var (random, mixes) = (new Random(1), Mixes(200, 1));
        using var booster = LightGbmBooster.Train(mixes, [.. mixes.Select(w => Math.Sin(9 * w[0]) + w[1] * w[2] + 0.1 * random.NextDouble())], 60, "objective=regression num_leaves=8 min_data_in_leaf=5");
        var trees = TreeEnsemble.Parse(booster.Save());
        Assert.Equal(60, trees.Trees);
        foreach (var mix in Mixes(300, 2).Concat(mixes)) Assert.Equal(booster.Predict(mix), trees.Predict(mix), 1e-12);
        Assert.True(mixes.Select(m => trees.Predict(m)).Distinct().Count() > 50);
    }

    [Fact]
    public void Predict_ScoresAlike_IsASingleLeaf()
    {
        var mixes = Mixes(50, 1);
        using var booster = LightGbmBooster.Train(mixes, [.. mixes.Select(_ => 2.5)], 5, "objective=regression num_leaves=8");
        Assert.Equal(2.5, TreeEnsemble.Parse(booster.Save()).Predict(mixes[0]), 1e-6);
    }

    [Fact]
    public void Parse_SplitByCategory_IsRefused() =>
        Assert.Throws<InputException>(() => TreeEnsemble.Parse("tree\n\nTree=0\nnum_leaves=2\nsplit_feature=0\nthreshold=0\ndecision_type=1\nleft_child=-1\nright_child=-2\nleaf_value=1 2\n\n"));

    [Fact]
    public void Try_AnyMove_IsThePredictionThere()
    {
        var mixes = Mixes(200, 3);
        double[] scores = [.. mixes.Select(w => 2 + Math.Exp(-3 * w[0]) + Math.Sin(20 * w[1]) * 0.1)];
        var rows = new FitRows(mixes, scores);
        foreach (var regressor in Regressors.All)
        {
            var model = regressor.Fit(rows).Model;
            var (random, weights) = (new Random(4), mixes[7].ToArray());
            var cursor = model.At(weights);
            for (var turn = 0; turn < 200; turn++)
            {
                var (from, to) = (random.Next(5), random.Next(4));
                if (to >= from) to++;
                var amount = weights[from] * random.NextDouble();
                var moved = weights.ToArray();
                (moved[from], moved[to]) = (moved[from] - amount, moved[to] + amount);
                Assert.Equal(model.Predict(moved), cursor.Try(from, moved[from], to, moved[to]), 1e-9);
                if (turn % 3 != 0) continue;
                cursor.Move(from, moved[from], to, moved[to]);
                weights = moved;
                Assert.Equal(model.Predict(weights), cursor.Value, 1e-9);
            }
        }
    }

    static double[][] Mixes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var draws = Enumerable.Range(0, 5).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
            return draws.Select(d => d / draws.Sum()).ToArray();
        })];
    }
}
