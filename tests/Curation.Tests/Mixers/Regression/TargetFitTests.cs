using Curation.Core.Errors;
using Curation.Mixers.Regression;
using Curation.Mixers.Tables;

namespace Curation.Tests.Mixers.Regression;

public sealed class TargetFitTests
{
    [Fact]
    public void FitAll_TooFewScores_SaysHowManyAreNeeded()
    {
        double[][] mixes = [.. Enumerable.Range(0, 6).Select(i => new[] { 0.1 * i, 0.2, 0.8 - 0.1 * i })];
        var table = new ScoredMixtures(new("index", [.. mixes.Select((_, i) => $"{i}")], ["a", "b", "c"], mixes), ["loss"], [[1, 2, 3, 4, double.NaN, double.NaN]]);
        var error = Assert.Throws<ConfigException>(() => TargetFit.FitAll(table, "convex", validate: false, 1));
        Assert.Contains("'loss': 4 mixes have a score; a regression on 3 domains needs at least 5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChooseForAll_OneFormForScoresThatTellMixesApart()
    {
        // By one score the boosted form is a little better, by the other much; the third is noise.
        IReadOnlyList<RegressionScore> Scores(double constant, double convex, double boosted, double deviation) =>
            [new("constant", 0, 0, 1, constant, 0.1), new("convex", 0, 0, 1, convex, deviation), new("convex-boosted", 0, 0, 1, boosted, 0)];
        Assert.Equal(["convex-boosted", "convex-boosted", "constant"], CrossValidation.ChooseForAll([Scores(9, 0.02, 0, 0.1), Scores(9, 2, 0, 0.1), Scores(0.05, 0.01, 0, 0.1)]));
        Assert.Equal(["convex", "convex", "constant"], CrossValidation.ChooseForAll([Scores(9, 0.02, 0, 0.1), Scores(9, 0.1, 0, 0.1), Scores(0.05, 0.01, 0, 0.1)]));
    }
}
