using Curation.Core.Errors;
using Curation.Stages.FastText.Evaluation;

namespace Curation.Tests.FastText.Evaluation;

public sealed class ThresholdTests
{
    // Scores 0.00 to 0.99; the upper half is positive but for every tenth.
    static readonly ScoredExample[] s_examples = [.. Enumerable.Range(0, 100).Select(i => new ScoredExample(i / 100.0, i >= 50 && i % 10 != 0, true))];

    [Theory]
    [InlineData(.1, .9)]
    [InlineData(.07, .93)]
    [InlineData(1, 0)]
    public void ByKeepRate_Rate_KeepsThatShare(double rate, double score) => Assert.Equal(score, Threshold.ByKeepRate(s_examples, rate).Score);

    [Fact]
    public void ByPrecision_Precision_KeepsMostAtIt()
    {
        var threshold = Threshold.ByPrecision(s_examples, .9).Score;
        double Precision(double t) => s_examples.Count(e => e.Score >= t && e.IsPositive) / (double)s_examples.Count(e => e.Score >= t);
        Assert.InRange(Precision(threshold), .9, 1);
        Assert.All(s_examples.Where(e => e.Score < threshold), e => Assert.True(Precision(e.Score) < .9));
        Assert.Throws<CurationException>(() => Threshold.ByPrecision(s_examples, .99));
    }

    [Fact]
    public void Of_Examples_GivesTheMeasures()
    {
        ScoredExample[] examples = [new(.9, true, true), new(.8, false, false), new(.7, true, true), new(.1, false, true)];
        var measures = ClassifierMeasures.Of(examples, .75);
        Assert.Equal((.5, .5, .5, .5), (measures["precision"], measures["recall"], measures["f1"], measures["keep-rate"]));
        Assert.Equal((.75, .75), (measures["auc"], measures["accuracy"]));
        Assert.Equal((.01 + .64 + .09 + .01) / 4, measures["brier"], 1e-12);
        Assert.Equal((.1 + .8 + .3 + .1) / 4, measures["calibration-error"], 1e-12);
    }

    [Fact]
    public void CurveOf_Examples_HasEachThresholdsShares()
    {
        ScoredExample[] examples = [.. Enumerable.Range(0, 1000).Select(i => new ScoredExample(i / 7 / 143.0, i % 3 == 0 || i > 800, true))];
        var curve = ThresholdCurve.Of(examples);
        Assert.InRange(curve.Length, 90, 100);
        Assert.Equal(1, curve[^1].KeepRate);
        Assert.Equal(curve.Select(p => p.Score).OrderDescending(), curve.Select(p => p.Score));
        foreach (var point in curve)
        {
            var kept = examples.Where(e => e.Score >= point.Score).ToArray();
            Assert.Equal(kept.Length / 1000.0, point.KeepRate, 1e-12);
            Assert.Equal(kept.Count(e => e.IsPositive) / (double)kept.Length, point.Precision, 1e-12);
            Assert.Equal(kept.Count(e => e.IsPositive) / (double)examples.Count(e => e.IsPositive), point.Recall, 1e-12);
        }
        Assert.Empty(ThresholdCurve.Of([]));
    }
}
