namespace Curation.Cli.Reports.Mixing;

/// <summary>Training losses of all proxies.</summary>
static class CurveSection
{
    public static void Write(Html html, IReadOnlyList<TrainingCurve> curves)
    {
        var points = curves.SelectMany(c => c.Losses).ToArray();
        if (points.Length == 0) return;
        html.Add($"<section id=\"curves\">\n<h2>Training</h2>\n<p class=\"lead\">Training loss of {curves.Count} proxies, nats a token of their own mix, so that levels differ with what is mixed. In colour: the natural mix with several seeds.</p>\n<figure>");
        var frame = new PlotFrame(900, 300, (0, points.Max(p => p[0])), PlotFrame.Range(points.Select(p => p[1])));
        frame.Begin(html, "training losses", "step", "nats a token");
        foreach (var curve in curves.OrderBy(c => IsNatural(c)))
            html.Add($"<path class=\"{(IsNatural(curve) ? "c0 line" : "curve")}\" d=\"{frame.Line(curve.Losses.Select(l => (l[0], l[1])))}\"><title>{curve.Name}</title></path>");
        html.Trusted("</svg></figure>\n</section>\n");
    }

    static bool IsNatural(TrainingCurve curve) => curve.Name.StartsWith("natural", StringComparison.Ordinal);
}
