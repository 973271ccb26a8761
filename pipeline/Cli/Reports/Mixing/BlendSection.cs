using Curation.Mixers.Blend;

namespace Curation.Cli.Reports.Mixing;

/// <summary>The blend in four numbers, and every weight with its interval beside the natural one.</summary>
static class BlendSection
{
    public static void Write(Html html, MixtureFile mixture)
    {
        html.Add($"<header>\n<h1>Mix of {mixture.Weights.Count} domains</h1>\n<p class=\"lead\">{char.ToUpperInvariant(mixture.Verdict[0]) + mixture.Verdict[1..]}. ");
        if (mixture.ProxySize == "demo") html.Trusted("Proxies of size demo show the way and decide nothing: such rankings do not carry over to large models.");
        html.Trusted("</p>\n<dl class=\"figures\">\n");
        Figure(html, "gain over the natural mix", $"{Signed(mixture.Gain)}", $"90 % interval {Signed(mixture.GainInterval.Low)} to {Signed(mixture.GainInterval.High)}, predicted");
        Figure(html, "proxies", Numbers.Short(mixture.Proxies), mixture.ProxySize is { } size ? $"size {size}, {Numbers.Short(mixture.ProxyTokens ?? 0)} tokens each" : "");
        Figure(html, "evals", Numbers.Short(mixture.Evals.Count(e => e.Factor != 0)), mixture.Evals.Count(e => e.Factor == 0) is > 0 and var others ? $"and {others} not chosen by" : "");
        Figure(html, "to the nearest trained mix", Numbers.Value(mixture.NearestDistance), $"Hellinger distance; {mixture.NearestMix}");
        html.Trusted("</dl>\n<nav aria-label=\"Sections\"><a href=\"#weights\">Weights</a> ");
        if (mixture.Validation is not null) html.Trusted("<a href=\"#validation\">Validation</a> ");
        html.Trusted("<a href=\"#evals\">Evals</a> <a href=\"#domains\">Domains</a> <a href=\"#fits\">Regressions</a> <a href=\"#curves\">Training</a> <a href=\"#facts\">Facts</a></nav>\n</header>\n");
        html.Trusted("<section id=\"weights\">\n<h2>Weights</h2>\n<p class=\"lead\">The blend as a dot, its 90 % interval as a bar, the natural weight as a tick. The shaded range is what the bounds allow.</p>\n<div class=\"scroll\"><table class=\"weights\">\n<thead><tr><th scope=\"col\">domain</th><th scope=\"col\" class=\"bar\"><span class=\"hidden\">weights</span></th><th scope=\"col\">natural</th><th scope=\"col\">blend</th><th scope=\"col\">90 % interval</th><th scope=\"col\" class=\"why\">held by</th></tr></thead>\n<tbody>\n");
        foreach (var (weight, i) in mixture.Weights.Select((w, i) => (w, i)).OrderByDescending(w => w.w.Weight))
        {
            html.Add($"<tr><th scope=\"row\"><span class=\"key {MixReport.Colour(i)}\"></span> <bdi>{weight.Domain}</bdi></th><td class=\"bar\"><svg viewBox=\"0 0 300 14\" aria-hidden=\"true\"><rect class=\"allowed\" x=\"{300 * weight.Least:0.#}\" width=\"{300 * (weight.Greatest - weight.Least):0.#}\" y=\"2\" height=\"10\"/>");
            html.Add($"<rect class=\"{MixReport.Colour(i)} interval\" x=\"{300 * weight.Interval.Low:0.#}\" width=\"{Math.Max(0.8, 300 * (weight.Interval.High - weight.Interval.Low)):0.#}\" y=\"4.5\" height=\"5\"/><line class=\"natural\" x1=\"{300 * weight.Natural:0.#}\" x2=\"{300 * weight.Natural:0.#}\" y1=\"1\" y2=\"13\"/><circle class=\"{MixReport.Colour(i)}\" cx=\"{300 * weight.Weight:0.#}\" cy=\"7\" r=\"4\"/></svg></td>");
            html.Add($"<td>{weight.Natural * 100:0.0} %</td><td><b>{weight.Weight * 100:0.0} %</b></td><td>{weight.Interval.Low * 100:0.0} – {weight.Interval.High * 100:0.0} %</td><td class=\"why\">{weight.Bound}</td></tr>\n");
        }
        html.Trusted("</tbody>\n</table></div>\n</section>\n");
    }

    static void Figure(Html html, string name, string value, string note) => html.Add($"<div><dt>{name}</dt><dd>{value}</dd><dd class=\"note\">{note}</dd></div>\n");

    static string Signed(double value) => value.ToString("+0.0000;−0.0000;0", System.Globalization.CultureInfo.InvariantCulture);
}
