using Curation.Cli.Reports;
using Curation.Core.Contracts;
using Curation.Core.Reports;
using Curation.Core.Statistics;

namespace Curation.Tests.Reports;

public sealed class ChartScaleTests
{
    [Theory]
    [InlineData(SignalKind.Number, 0, 1)]
    [InlineData(SignalKind.Number, 0, .013)]
    [InlineData(SignalKind.Number, -3, 40)]
    [InlineData(SignalKind.Number, .001, 90_000)]
    [InlineData(SignalKind.Count, 0, 12)]
    [InlineData(SignalKind.Count, 0, 2_000_000)]
    [InlineData(SignalKind.Count, 100_000, 100_000)]
    [InlineData(SignalKind.Flag, 0, 1)]
    public void Bars_OfAnyDistribution_HoldAllValuesInAscendingEdges(SignalKind kind, double least, double greatest)
    {
        var (builder, random) = (new HistogramBuilder(), new Random(5));
        for (var i = 0; i < 1000; i++)
        {
            var value = least + (greatest - least) * Math.Pow(random.NextDouble(), 3);
            builder.Add(kind == SignalKind.Number ? value : Math.Round(value));
        }
        var distribution = Distribution.Of(builder.Build());
        var scale = ChartScale.Of(kind, distribution);
        Assert.Equal(1000, scale.Bars(distribution).Sum());
        Assert.Equal(scale.Edges.Order().Distinct(), scale.Edges);
        Assert.All(scale.Ticks(), t => Assert.InRange(scale.Place(t), 0, 1));
        Assert.NotEmpty(scale.Ticks());
    }

    [Fact]
    public void Bars_OfShares_HaveTheirCountsInPlace()
    {
        var builder = new HistogramBuilder();
        foreach (var value in new[] { .3, .31, .5, .999, 1 }) builder.Add(value);
        var scale = ChartScale.Of(SignalKind.Number, Distribution.Of(builder.Build()));
        var bars = scale.Bars(Distribution.Of(builder.Build()));
        Assert.Equal(50, bars.Length);
        Assert.Equal((2, 1, 2), (bars[15], bars[25], bars[49]));
    }
}
