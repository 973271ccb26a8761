using System.Globalization;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>A histogram as SVG: kept documents above the line, dropped ones below it, thresholds across; another run's as an outline.</summary>
static class HistogramChart
{
    const double Width = 300, Upper = 62, Lower = 34, Axis = 16, ZeroGap = 26, ZeroBar = 10;

    public static void Draw(Html html, SignalReport signal, SignalReport? other, string label)
    {
        var scale = ChartScale.Of(signal.Kind, signal.Kept, signal.Dropped, other?.Kept ?? Distribution.Empty, other?.Dropped ?? Distribution.Empty);
        var (kept, dropped) = (Density(scale, signal.Kept), Density(scale, signal.Dropped));
        var (keptThen, droppedThen) = (Density(scale, other?.Kept), Density(scale, other?.Dropped));
        // Both sides share one scale of heights, so that areas compare; it fits the taller of them. The bar of zero is cut, with its count beside it.
        var unit = Math.Min(Upper / Peak(scale, kept, keptThen), Lower / Peak(scale, dropped, droppedThen));
        if (!double.IsFinite(unit)) unit = 1;
        var below = signal.Dropped.Count > 0 || other?.Dropped.Count > 0;
        var lower = below ? Math.Clamp(Math.Max(dropped.Max(), droppedThen.Max()) * unit, 2, Lower) : 0;
        var height = Upper + (below ? Lower : 0) + Axis;
        html.Add($"<svg class=\"histogram\" viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{label}\">");
        html.Trusted($"<path class=\"kept\" d=\"{Bars(scale, kept, -unit)}\"/><path class=\"dropped\" d=\"{Bars(scale, dropped, unit)}\"/>");
        if (other is not null) html.Trusted($"<path class=\"then\" d=\"{Bars(scale, keptThen, -unit)}{Bars(scale, droppedThen, unit)}\"/>");
        html.Add($"<line class=\"base\" x1=\"0\" x2=\"{Width}\" y1=\"{Upper}\" y2=\"{Upper}\"/>");
        foreach (var tick in scale.Ticks())
            if (!scale.HasZero || X(scale, tick) > ZeroGap + 12) Tick(html, X(scale, tick), height, scale.IsLogarithmic || signal.Kind == SignalKind.Number ? Short(tick) : Numbers.Value(tick));
        if (scale.HasZero)
        {
            Tick(html, ZeroBar / 2, height, "0");
            if (kept[0] * unit > Upper) html.Add($"<text class=\"zeros\" x=\"{ZeroBar + 3}\" y=\"8\">{scale.Bars(signal.Kept)[0]:n0}</text>");
            if (dropped[0] * unit > Lower) html.Add($"<text class=\"zeros\" x=\"{ZeroBar + 3}\" y=\"{Upper + Lower - 1}\">{scale.Bars(signal.Dropped)[0]:n0}</text>");
        }
        foreach (var threshold in signal.Thresholds) Threshold(html, X(scale, threshold), threshold, lower);
        html.Trusted("</svg>");
    }

    static void Tick(Html html, double x, double height, string text)
    {
        var anchor = x < 12 ? "start" : x > Width - 12 ? "end" : "middle";
        html.Add($"<text class=\"tick\" x=\"{x:0.#}\" y=\"{height - 3}\" text-anchor=\"{anchor}\">{text}</text>");
    }

    static void Threshold(Html html, double x, double value, double lower)
    {
        var (anchor, at) = x > Width * .8 ? ("end", x - 4) : ("start", x + 4);
        html.Add($"<line class=\"threshold\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"4\" y2=\"{Upper + lower:0.#}\"/>");
        html.Add($"<text class=\"threshold\" x=\"{at:0.#}\" y=\"11\" text-anchor=\"{anchor}\">{Numbers.Value(value)}</text>");
    }

    static double X(ChartScale scale, double value) => scale.HasZero
        ? value <= 0 ? ZeroBar + 2 : ZeroGap + scale.Place(value) * (Width - ZeroGap)
        : scale.Place(value) * Width;

    /// <summary>Counts by width of the bar, so that areas are counts.</summary>
    static double[] Density(ChartScale scale, Distribution? distribution)
    {
        var bars = scale.Bars(distribution ?? Distribution.Empty);
        for (var i = 0; i < bars.Length; i++)
        {
            var (left, right) = Span(scale, i);
            bars[i] /= right - left;
        }
        return bars;
    }

    /// <summary>The tallest bar but that of zero, unless there is no other.</summary>
    static double Peak(ChartScale scale, double[] a, double[] b)
    {
        var others = scale.HasZero ? Math.Max(a.Skip(1).Max(), b.Skip(1).Max()) : 0;
        return others > 0 ? others : Math.Max(a.Max(), b.Max());
    }

    static (double Left, double Right) Span(ChartScale scale, int bar)
    {
        if (scale.HasZero && bar == 0) return (0, ZeroBar);
        var edge = scale.HasZero ? bar - 1 : bar;
        return (X(scale, scale.Edges[edge]), X(scale, scale.Edges[edge + 1]));
    }

    static string Bars(ChartScale scale, double[] bars, double unit)
    {
        var path = new StringBuilder();
        for (var i = 0; i < bars.Length; i++)
        {
            if (bars[i] == 0) continue;
            var (left, right) = Span(scale, i);
            // What is there is seen, however little: at least half a pixel.
            var height = Math.Sign(unit) * Math.Clamp(Math.Abs(bars[i] * unit), .5, unit < 0 ? Upper : Lower);
            path.Append(CultureInfo.InvariantCulture, $"M{left:0.##} {Upper:0}v{height:0.##}h{Math.Max(.6, right - left - .6):0.##}v{-height:0.##}z");
        }
        return path.ToString();
    }

    static string Short(double value) => value switch
    {
        0 => "0",
        >= 1e9 => $"{value / 1e9:0.#} G",
        >= 1e6 => $"{value / 1e6:0.#} M",
        >= 1e4 => $"{value / 1e3:0.#} k",
        _ => Numbers.Value(value),
    };
}
