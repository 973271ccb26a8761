using System.Text.Json;
using CsCheck;
using Curation.Core.Statistics;

namespace Curation.Tests.Statistics;

public sealed class HistogramTests
{
    static readonly double[] s_extremes = [0, -0.0, 1e-300, -1e-300, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon];

    /// <summary>Values of all magnitudes and both signs, many of them on or beside an edge.</summary>
    static readonly Gen<double> s_value = Gen.OneOf(
        Gen.Double, Gen.Double[0, 1], Gen.Int[-2000, 2000].Select(i => (double)i), Gen.Int[0, 1000].Select(i => i / 100.0),
        Gen.Int[10, 99].Select(Gen.Int[-12, 17]).Select(x => double.Parse($"{x.Item1}e{x.Item2}", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.Int[0, s_extremes.Length - 1].Select(i => s_extremes[i]));

    [Fact]
    public void Bin_OfAnyValue_HoldsItWithinTwoDigits() => s_value.Sample(value =>
    {
        var (lower, upper) = HistogramBins.Edges(HistogramBins.Of(value));
        var magnitude = Math.Abs(value);
        if (magnitude < 1e-9) Assert.Equal((0, 0), (lower, upper));
        else if (magnitude < 1e16)
        {
            if (value > 0) Assert.True(lower <= value && value < upper, $"{value} in [{lower}, {upper})");
            else Assert.True(lower < value && value <= upper, $"{value} in ({lower}, {upper}]");
            Assert.InRange((upper - lower) / Math.Min(Math.Abs(lower), Math.Abs(upper)), .0099, .1001);
        }
    }, iter: 20_000);

    [Fact]
    public void Bin_OfAnIntegerBelowAHundred_HoldsItAlone() =>
        Assert.Equal(199, Enumerable.Range(-99, 199).Select(i => HistogramBins.Of(i)).Distinct().Count());

    [Theory]
    [InlineData(.3)]
    [InlineData(.12)]
    [InlineData(.67)]
    [InlineData(50)]
    [InlineData(100_000)]
    public void CountBelow_OfAThresholdOfTwoDigits_IsExact(double threshold)
    {
        var histogram = Of(Math.BitDecrement(threshold), threshold, Math.BitIncrement(threshold), 0, -1);
        Assert.Equal(3, histogram.CountBelow(threshold));
    }

    [Fact]
    public void Plus_InAnyPartitionAndOrder_IsTheHistogramOfAll() =>
        Gen.Select(s_value.Array[0, 200], Gen.Int[1, 7], Gen.Int[0, 1000]).Sample((values, parts, seed) =>
        {
            var shuffled = values.ToArray();
            new Random(seed).Shuffle(shuffled);
            var sum = shuffled.Chunk(parts).Select(c => Of(c)).Aggregate(Histogram.Empty, (a, b) => b.Plus(a));
            Assert.Equal(Json(Of(values)), Json(sum));
            Assert.Equal(values.Length, sum.Count);
        }, iter: 500);

    [Fact]
    public void Quantile_OfValues_IsTheLowerEdgeOfTheRankedOne() => s_value.Where(double.IsFinite).Array[1, 100].Select(Gen.Double[0, 1]).Sample((values, share) =>
    {
        var ranked = values.Order().ElementAt(Math.Max(1, (int)Math.Ceiling(share * values.Length)) - 1);
        var edge = HistogramBins.Edges(HistogramBins.Of(ranked)).Lower;
        Assert.Equal(Math.Clamp(edge, values.Min(), values.Max()), Of(values).Quantile(share));
    }, iter: 2000);

    [Fact]
    public void Json_OfAHistogram_ReadsBack() => s_value.Array[0, 100].Sample(values =>
    {
        var written = Json(Of([.. values, double.NaN]));
        Assert.Equal(written, Json(JsonSerializer.Deserialize<Histogram>(written)!));
    }, iter: 500);

    [Fact]
    public void Json_CutShort_IsRefused()
    {
        var cut = JsonSerializer.Serialize(Convert.ToBase64String(Convert.FromBase64String(JsonSerializer.Deserialize<string>(Json(Of(1, 2, 3)))!)[..^1]));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Histogram>(cut));
    }

    [Fact]
    public void NotNumbers_AreCountedApart()
    {
        var histogram = Of(double.NaN, 1);
        Assert.Equal((1, 1, 1, 1), (histogram.NotNumbers, histogram.Count, histogram.Min, histogram.Max));
    }

    static Histogram Of(params double[] values)
    {
        var builder = new HistogramBuilder();
        foreach (var value in values) builder.Add(value);
        return builder.Build();
    }

    static string Json(Histogram histogram) => JsonSerializer.Serialize(histogram);
}
