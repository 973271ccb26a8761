using System.Globalization;
using System.Text;

namespace Curation.Cli.Reports;

/// <summary>The box of a plot: numbers to places of the drawing, axes with round ticks.</summary>
sealed class PlotFrame
{
    const double Left = 44, Right = 8, Top = 8, Bottom = 30;
    readonly double _width, _height;

    public PlotFrame(double width, double height, (double Low, double High) x, (double Low, double High) y)
    {
        (_width, _height) = (width, height);
        (X0, X1) = Wide(x);
        (Y0, Y1) = Wide(y);
    }

    double X0 { get; }

    double X1 { get; }

    double Y0 { get; }

    double Y1 { get; }

    /// <summary>Range of numbers with a margin of a share of it.</summary>
    public static (double Low, double High) Range(IEnumerable<double> values, double margin = 0.04)
    {
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        return (low - margin * (high - low), high + margin * (high - low));
    }

    public double X(double value) => Left + (value - X0) / (X1 - X0) * (_width - Left - Right);

    public double Y(double value) => Top + (Y1 - value) / (Y1 - Y0) * (_height - Top - Bottom);

    /// <summary>Begins the drawing, with its axes and what they mean; places have texts of their own in place of round numbers.</summary>
    public void Begin(Html html, string label, string xName, string yName, bool percentX = false, bool percentY = false, IReadOnlyList<(double Place, string Text)>? places = null)
    {
        html.Add($"<svg class=\"plot\" viewBox=\"0 0 {_width} {_height}\" role=\"img\" aria-label=\"{label}\">");
        foreach (var (tick, text) in places ?? [.. Ticks(X0, X1).Select(t => (t, Text(t, percentX)))])
            html.Add($"<line class=\"grid\" x1=\"{X(tick):0.#}\" x2=\"{X(tick):0.#}\" y1=\"{Top}\" y2=\"{_height - Bottom}\"/><text x=\"{X(tick):0.#}\" y=\"{_height - Bottom + 12}\" text-anchor=\"middle\">{text}</text>");
        foreach (var tick in Ticks(Y0, Y1)) html.Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{_width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/><text x=\"{Left - 4}\" y=\"{Y(tick) + 3.5:0.#}\" text-anchor=\"end\">{Text(tick, percentY)}</text>");
        html.Add($"<text x=\"{(Left + _width - Right) / 2:0.#}\" y=\"{_height - 5}\" text-anchor=\"middle\">{xName}</text>");
        if (yName.Length > 0) html.Add($"<text transform=\"translate(9 {(Top + _height - Bottom) / 2:0.#}) rotate(-90)\" text-anchor=\"middle\">{yName}</text>");
    }

    /// <summary>A line through points.</summary>
    public string Line(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points.Where(p => double.IsFinite(p.Y))) path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(x):0.#} {Y(Math.Clamp(y, Y0, Y1)):0.#}");
        return path.ToString();
    }

    /// <summary>The area between two lines over the same places.</summary>
    public string Area(IReadOnlyList<double> places, IReadOnlyList<double> lower, IReadOnlyList<double> upper) =>
        Line(places.Zip(upper)) + Line(places.Zip(lower).Reverse()).Replace('M', 'L') + "z";

    static (double, double) Wide((double Low, double High) range) => range.High - range.Low > 1e-9 ? range : (range.Low - 0.5, range.High + 0.5);

    static IEnumerable<double> Ticks(double low, double high)
    {
        var raw = (high - low) / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        for (var i = Math.Ceiling(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) yield return i == 0 ? 0 : i * step;
    }

    static string Text(double value, bool percent) => percent
        ? Math.Round(value * 100, 2).ToString("0.##;−0.##;0", CultureInfo.InvariantCulture) + " %"
        : Math.Abs(value) >= 10_000 ? Numbers.Short((long)value) : Math.Abs(value) < 1e-12 ? "0" : value.ToString("0.####", CultureInfo.InvariantCulture);
}
