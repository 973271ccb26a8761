using Curation.Cli.Mixing;
using Curation.Mixers.Ablation;

namespace Curation.Cli.Reports.Mixing;

/// <summary>The page of an ablation: one file, nothing fetched, in the look of a run's report.</summary>
static class AblationReport
{
    public static string Render(AblationResult result)
    {
        var html = new Html();
        PageFrame.Begin(html, "Ablation", [PageFrame.Resource("report.css"), PageFrame.Resource("mix.css")]);
        html.Add($"<section id=\"ablation\">\n<h1>What {result.Question} does</h1>\n<p class=\"lead\">{result.Seeds.Count} pairs of proxies, trained on the text of the run {result.Run} with and without it, at {result.Tokens:n0} tokens each. A gain is better with it, whichever way the eval counts; the filter is told of only where the 95 % interval over seeds leaves zero out.</p>\n");
        Table(html, result);
        html.Trusted("</section>\n");
        Scores(html, result);
        Facts(html, result);
        PageFrame.End(html);
        return html.ToString();
    }

    static void Table(Html html, AblationResult result)
    {
        // Each row has a scale of its own, symmetric about zero: units differ.
        html.Trusted("<div class=\"scroll\"><table class=\"weights\">\n<thead><tr><th scope=\"col\">eval</th><th scope=\"col\" class=\"bar\">worse | better</th><th scope=\"col\">without</th><th scope=\"col\">with</th><th scope=\"col\">gain</th><th scope=\"col\">95 % interval</th><th scope=\"col\">the filter</th></tr></thead>\n<tbody>\n");
        foreach (var row in result.Rows)
        {
            var reach = Math.Max(1e-12, Math.Max(Math.Abs(row.Gain.Low), Math.Abs(row.Gain.High)) * 1.1);
            double X(double gain) => 150 + 150 * gain / reach;
            html.Add($"<tr><th scope=\"row\">{row.Name} <span class=\"note\">{row.Unit}</span></th><td class=\"bar\"><svg viewBox=\"0 0 300 14\" aria-hidden=\"true\"><rect class=\"allowed\" width=\"300\" y=\"2\" height=\"10\"/><g class=\"c0\"><rect class=\"interval\" x=\"{X(row.Gain.Low):0.#}\" width=\"{X(row.Gain.High) - X(row.Gain.Low):0.#}\" y=\"4\" height=\"6\"/></g><line class=\"natural\" x1=\"150\" x2=\"150\" y1=\"0\" y2=\"14\"/><circle class=\"c0\" cx=\"{X(row.Gain.Mean):0.#}\" cy=\"7\" r=\"3.2\"/></svg></td>");
            html.Add($"<td>{row.Without.Average():0.0000}</td><td>{row.With.Average():0.0000}</td><td>{row.Gain.Mean:+0.0000;−0.0000}</td><td>{row.Gain.Low:+0.0000;−0.0000} to {row.Gain.High:+0.0000;−0.0000}</td><td class=\"why\">{AblationTable.Words(row.Verdict)}</td></tr>\n");
        }
        html.Trusted("</tbody></table></div>\n");
    }

    static void Scores(Html html, AblationResult result)
    {
        html.Trusted("<section id=\"scores\">\n<h2>Scores by seed</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">eval</th><th scope=\"col\">arm</th>");
        foreach (var seed in result.Seeds) html.Add($"<th scope=\"col\">{seed}</th>");
        html.Trusted("</tr></thead>\n<tbody>\n");
        foreach (var row in result.Rows)
        {
            foreach (var (arm, scores) in new[] { ("without", row.Without), ("with", row.With) })
            {
                html.Add($"<tr><th scope=\"row\">{row.Name}</th><td>{arm}</td>");
                foreach (var score in scores) html.Add($"<td>{score:0.0000}</td>");
                html.Trusted("</tr>\n");
            }
        }
        html.Trusted("</tbody></table></div>\n</section>\n");
    }

    static void Facts(Html html, AblationResult result)
    {
        html.Trusted("<section id=\"facts\">\n<h2>Facts</h2>\n<table class=\"facts\"><tbody>\n");
        html.Add($"<tr><th scope=\"row\">without</th><td>{result.Without.Documents:n0} documents, {result.Without.Characters:n0} characters</td></tr>\n");
        html.Add($"<tr><th scope=\"row\">with</th><td>{result.With.Documents:n0} documents, {result.With.Characters:n0} characters</td></tr>\n");
        html.Add($"<tr><th scope=\"row\">proxies</th><td>size {result.Size}, tokenizer {result.Tokenizer}{(result.Size == "demo" ? "; this size shows the way and decides nothing" : "")}</td></tr>\n");
        html.Trusted("</tbody></table>\n</section>\n");
    }
}
