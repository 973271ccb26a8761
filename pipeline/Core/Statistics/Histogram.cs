using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Curation.Core.Statistics;

/// <summary>
/// How often values of which size were met: counts are exact, merging is exact and the same in any order and for any partition. Bins have
/// two significant decimal digits (1 to 10 % wide; integers up to 99, zero and the sign are exact).
/// </summary>
[JsonConverter(typeof(HistogramJson))]
public sealed class Histogram
{
    internal Histogram(ImmutableArray<(int Bin, long Count)> bins, double min, double max, long notNumbers)
    {
        (Bins, Min, Max, NotNumbers) = (bins, min, max, notNumbers);
        foreach (var (_, count) in bins) Count += count;
    }

    /// <summary>No values.</summary>
    public static Histogram Empty { get; } = new([], double.NaN, double.NaN, 0);

    /// <summary>Bins that hold something, in ascending order of values.</summary>
    internal ImmutableArray<(int Bin, long Count)> Bins { get; }

    /// <summary>Number of values.</summary>
    public long Count { get; }

    /// <summary>Smallest value; not a number if there is none.</summary>
    public double Min { get; }

    /// <summary>Largest value; not a number if there is none.</summary>
    public double Max { get; }

    /// <summary>Values that were not numbers, which are in no bin.</summary>
    public long NotNumbers { get; }

    /// <summary>The bins with their edges: values from the first (inclusive) to the second (exclusive); a bin of zero alone has equal edges.</summary>
    public IEnumerable<(double Lower, double Upper, long Count)> Ranges()
    {
        foreach (var (bin, count) in Bins)
        {
            var (lower, upper) = HistogramBins.Edges(bin);
            yield return (lower, upper, count);
        }
    }

    /// <summary>The value below which a share of all values lies, as the lower edge of its bin; not a number if there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        foreach (var (bin, count) in Bins)
        {
            seen += count;
            if (seen >= rank) return Math.Clamp(HistogramBins.Edges(bin).Lower, Min, Max);
        }
        return double.NaN;
    }

    /// <summary>Number of values below a limit: exact if the limit has at most two significant digits.</summary>
    public long CountBelow(double limit) => Bins.TakeWhile(b => HistogramBins.Edges(b.Bin) is var (lower, upper) && upper <= limit && lower < limit).Sum(b => b.Count);

    /// <summary>The values of both.</summary>
    public Histogram Plus(Histogram other)
    {
        if (other.Bins.IsEmpty && other.NotNumbers == 0) return this;
        if (Bins.IsEmpty && NotNumbers == 0) return other;
        var sum = ImmutableArray.CreateBuilder<(int, long)>(Math.Max(Bins.Length, other.Bins.Length));
        var (i, j) = (0, 0);
        while (i < Bins.Length || j < other.Bins.Length)
        {
            var a = i < Bins.Length ? Bins[i].Bin : int.MaxValue;
            var b = j < other.Bins.Length ? other.Bins[j].Bin : int.MaxValue;
            sum.Add((Math.Min(a, b), (a <= b ? Bins[i++].Count : 0) + (b <= a ? other.Bins[j++].Count : 0)));
        }
        return new(sum.ToImmutable(), Least(Min, other.Min), Greatest(Max, other.Max), NotNumbers + other.NotNumbers);
    }

    static double Least(double a, double b) => double.IsNaN(a) ? b : double.IsNaN(b) ? a : Math.Min(a, b);

    static double Greatest(double a, double b) => double.IsNaN(a) ? b : double.IsNaN(b) ? a : Math.Max(a, b);
}
