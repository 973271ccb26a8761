using Curation.Core.Contracts;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Pages of PDF files and images: where their text came from, which engine read them, how sure it was and how long it took.</summary>
static class PagesSection
{
    static readonly (string Route, string Meaning)[] s_routes =
        [("text", "text layer"), ("ocr", "recognition"), ("blank", "nowhere: blank"), ("failed", "nowhere: could not be read")];

    public static void Write(Html html, RunReport report)
    {
        if (report.Pages.IsEmpty) return;
        html.Trusted("<section id=\"pages\">\n<h2>Pages</h2>\n<p class=\"lead\">Where the text of pages comes from, at the stage that decides it, and what recognition made of those that it was given.</p>\n<div class=\"columns\">\n");
        foreach (var stage in report.Pages) Stage(html, stage);
        html.Trusted("</div>\n</section>\n");
    }

    static void Stage(Html html, PagesReport stage)
    {
        var pages = stage.Routes.Values.Sum();
        html.Add($"<div><h3>{stage.Stage}</h3>\n<table class=\"shares\">\n<thead><tr><th scope=\"col\">text from</th><th scope=\"col\" class=\"bar\"><span class=\"hidden\">share</span></th><th scope=\"col\">pages</th><th scope=\"col\">%</th></tr></thead>\n<tbody>\n");
        foreach (var (route, meaning) in s_routes)
        {
            if (stage.Routes.TryGetValue(route, out var count))
                html.Add($"<tr><th scope=\"row\">{meaning}</th><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"kept\" width=\"{100.0 * count / pages:0.##}\" height=\"10\"/></svg></td><td>{count:n0}</td><td>{Numbers.Percent(count, pages)}</td></tr>\n");
        }
        html.Trusted("</tbody>\n</table>\n");
        if (!stage.Engines.IsEmpty) Engines(html, stage);
        html.Trusted("</div>\n");
        foreach (var (name, engine) in stage.Engines) Confidence(html, name, engine);
    }

    static void Engines(Html html, PagesReport stage)
    {
        html.Trusted("<table class=\"shares\">\n<thead><tr><th scope=\"col\">engine</th><th scope=\"col\">pages</th><th scope=\"col\">seconds a page</th></tr></thead>\n<tbody>\n");
        foreach (var (name, engine) in stage.Engines)
            html.Add($"<tr><th scope=\"row\">{name}</th><td>{engine.Pages:n0}</td><td>{engine.Seconds / engine.Pages:0.00}</td></tr>\n");
        html.Trusted("</tbody>\n</table>\n<p class=\"note\">Seconds when a page was first recognised, while others were under way beside it.</p>\n");
    }

    static void Confidence(Html html, string name, EngineReport engine)
    {
        if (engine.Confidence.Count == 0) return;
        var quantiles = engine.Confidence.Quantiles;
        html.Add($"<div><h3>Confidence of {name}</h3>\n<figure>\n");
        HistogramChart.Draw(html, new() { Signal = "confidence", Stage = "", Step = "", Kind = SignalKind.Number, Kept = engine.Confidence }, null, $"Confidence of {name}: median {Numbers.Value(quantiles["p50"])}");
        html.Add($"<p class=\"quantiles\"><span class=\"note\">{engine.Confidence.Count:n0} pages with text: median {Numbers.Value(quantiles["p50"])}, 5–95 % {Numbers.Value(quantiles["p05"])} to {Numbers.Value(quantiles["p95"])}, lowest {Numbers.Value(engine.Confidence.Min ?? 0)}</span></p>\n</figure></div>\n");
    }
}
