using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>The horizontal scale of a histogram: even steps for shares and small counts, logarithmic for what spans orders of magnitude.</summary>
sealed class ChartScale
{
    /// <summary>Steps within a decade; each is an edge of the bins.</summary>
    static readonly double[] s_steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

    static readonly double[] s_nice = [1, 2, 5, 10];

    ChartScale(double[] edges, bool logarithmic, bool zero) => (Edges, IsLogarithmic, HasZero) = (edges, logarithmic, zero);

    /// <summary>Edges of the bars, ascending.</summary>
    public double[] Edges { get; }

    /// <summary>Whether the axis is logarithmic.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>Whether zero has a bar of its own left of a logarithmic axis.</summary>
    public bool HasZero { get; }

    /// <summary>A scale for some distributions together.</summary>
    public static ChartScale Of(SignalKind kind, params ReadOnlySpan<Distribution> distributions)
    {
        var (least, greatest, most, zero) = (double.MaxValue, double.MinValue, 0.0, false);
        foreach (var distribution in distributions)
        {
            foreach (var bin in distribution.Bins)
            {
                zero |= bin[0] == 0 && bin[1] == 0;
                (least, greatest) = (Math.Min(least, bin[0] == 0 ? least : bin[0]), Math.Max(greatest, bin[1]));
                if (bin[0] < 0) most = Math.Max(most, -bin[0]);
            }
        }
        if (kind == SignalKind.Flag) return Even(0, 2, 2);
        if (greatest <= 0 && most == 0) return Even(0, 1, 10);
        if (most > 0) return Even(-Nice(Math.Max(most, greatest)), Nice(Math.Max(most, greatest)), 40);
        if (kind == SignalKind.Count && greatest <= 30) return Even(0, Math.Ceiling(greatest) + 1, (int)Math.Ceiling(greatest) + 1);
        if (kind == SignalKind.Number && greatest <= 1.1) return Even(0, Nice(Math.Min(1, greatest)), Nice(Math.Min(1, greatest)) is var top && Mantissa(top) == 2 ? 20 : 50);
        return Logarithmic(least, greatest, zero);
    }

    /// <summary>Counts by bar; the bar of zero comes first where there is one.</summary>
    public double[] Bars(Distribution distribution)
    {
        var bars = new double[Edges.Length - 1 + (HasZero ? 1 : 0)];
        foreach (var bin in distribution.Bins)
        {
            if (HasZero && bin[0] == 0 && bin[1] == 0)
            {
                bars[0] += bin[2];
                continue;
            }
            var bar = Array.BinarySearch(Edges, bin[0] + (bin[0] < 0 ? Math.Abs(bin[0]) : bin[0]) * 1e-12);
            if (bar < 0) bar = ~bar - 1;
            bars[Math.Clamp(bar, 0, Edges.Length - 2) + (HasZero ? 1 : 0)] += bin[2];
        }
        return bars;
    }

    /// <summary>Place of a value on the axis, 0 to 1.</summary>
    public double Place(double value) => IsLogarithmic
        ? value <= Edges[0] ? 0 : Math.Min(1, Math.Log(value / Edges[0]) / Math.Log(Edges[^1] / Edges[0]))
        : Math.Clamp((value - Edges[0]) / (Edges[^1] - Edges[0]), 0, 1);

    /// <summary>Values to label.</summary>
    public ImmutableArray<double> Ticks()
    {
        if (!IsLogarithmic) return [Edges[0], Edges[Edges.Length / 2], Edges[^1]];
        var (first, last) = ((int)Math.Ceiling(Math.Log10(Edges[0]) - 1e-9), (int)Math.Floor(Math.Log10(Edges[^1]) + 1e-9));
        var every = Math.Max(1, (last - first + 5) / 5);
        return [.. Enumerable.Range(0, Math.Max(0, last - first + 1)).Where(i => i % every == 0).Select(i => Math.Pow(10, first + i))];
    }

    static ChartScale Even(double from, double to, int bars) =>
        new([.. Enumerable.Range(0, bars + 1).Select(i => Math.Round(from + (to - from) * i / bars, 12))], false, false);

    static ChartScale Logarithmic(double least, double greatest, bool zero)
    {
        var edges = new List<double>();
        for (var decade = (int)Math.Floor(Math.Log10(least) + 1e-9); decade <= 16; decade++)
            foreach (var step in s_steps) edges.Add(step * Math.Pow(10, decade));
        var first = Math.Max(0, edges.FindLastIndex(e => e <= least * (1 + 1e-9)));
        var last = edges.FindIndex(e => e >= greatest * (1 - 1e-9));
        return new([.. edges[first..(Math.Max(last, first + 3) + 1)]], true, zero);
    }

    /// <summary>The smallest of 1, 2, 5 times a power of ten that is not below a value.</summary>
    static double Nice(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return s_nice.Select(m => m * power).First(v => v >= value * (1 - 1e-9));
    }

    static int Mantissa(double value) => (int)Math.Round(value / Math.Pow(10, Math.Floor(Math.Log10(value) + 1e-9)));
}
