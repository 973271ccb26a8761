using Curation.Mixers.Ablation;
using Curation.Mixers.Evaluation;

namespace Curation.Tests.Mixers.Ablation;

public sealed class PairedIntervalTests
{
    [Fact]
    public void Of_Differences_IsStudentsInterval()
    {
        // Mean 3, standard deviation √2.5; t of 4 degrees of freedom at .975 is 2.776445 in printed tables.
        var interval = PairedInterval.Of([1, 2, 3, 4, 5]);
        var half = 2.776445 * Math.Sqrt(2.5 / 5);
        Assert.Equal(3, interval.Mean, 12);
        Assert.Equal(3 - half, interval.Low, 5);
        Assert.Equal(3 + half, interval.High, 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedInterval.Of([1]));
    }

    [Theory]
    [InlineData(1.0, 1.1, 0.9, AblationVerdict.Helps)]
    [InlineData(-1.0, -1.1, -0.9, AblationVerdict.Hurts)]
    [InlineData(1.0, -1.0, 0.2, AblationVerdict.CannotTell)]
    [InlineData(0.0, 0.0, 0.0, AblationVerdict.CannotTell)]
    public void Verdict_OfAnInterval_TellsOnlyWithoutZero(double a, double b, double c, AblationVerdict verdict) =>
        Assert.Equal(verdict, PairedInterval.Of([a, b, c]).Verdict);

    [Fact]
    public void Rows_OfEvals_GainInTheirDirectionAndMeanByUnit()
    {
        EvalSpec[] evals = [Bits("a", 1), Bits("b", 3), new() { Name = "c", Kind = EvalKind.Choice, Metric = EvalMetric.Accuracy }];
        double[][] without = [[2.0, 2.2], [1.0, 1.0], [0.5, 0.6]], with = [[1.0, 1.0], [1.0, 0.8], [0.4, 0.4]];
        var rows = AblationRow.Of(evals, without, with);
        Assert.Equal(["a", "b", "c", "mean of 2 evals"], rows.Select(r => r.Name));
        Assert.Equal(1.1, rows[0].Gain.Mean, 12);
        Assert.Equal(-0.15, rows[2].Gain.Mean, 12);
        Assert.Equal("accuracy", rows[2].Unit);
        Assert.Equal([1.25, 1.3], rows[3].Without.Select(v => Math.Round(v, 12)));
        Assert.Equal((1.1 + 3 * 0.1) / 4, rows[3].Gain.Mean, 12);
    }

    static EvalSpec Bits(string name, double weight) => new() { Name = name, Weight = weight };
}
