using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>What language models wrote: how much of it was kept and refused for which reasons, and samples beside their sources.</summary>
static class RephrasingSection
{
    public static void Write(Html html, RunReport report)
    {
        if (report.Rephrasing is not { } rephrasing) return;
        html.Add($"<section id=\"rephrasing\">\n<h2>Rephrasing</h2>\n<p class=\"lead\">A language model was asked about {rephrasing.Chunks:n0} chunks and wrote {rephrasing.Items:n0} items; {rephrasing.Kept:n0} were kept.</p>\n");
        if (rephrasing.Refused.Length > 0)
        {
            html.Trusted("<table class=\"scores\"><thead><tr><th scope=\"col\">Refused for</th><th scope=\"col\">items</th><th scope=\"col\">of those written</th><th scope=\"col\">meaning</th></tr></thead><tbody>\n");
            foreach (var row in rephrasing.Refused)
                html.Add($"<tr><th scope=\"row\">{row.Reason}</th><td>{row.Items:n0}</td><td>{row.Items / (double)Math.Max(1, rephrasing.Items):p2}</td><td>{row.Meaning}</td></tr>\n");
            html.Trusted("</tbody></table>\n");
        }
        foreach (var sample in rephrasing.Samples) Sample(html, sample);
        html.Trusted("</section>\n");
    }

    static void Sample(Html html, RephrasingSample sample)
    {
        html.Add($"<article class=\"{(sample.Reason.Length == 0 ? "kept" : "dropped")}\">\n<h5>{(sample.Reason.Length == 0 ? "kept" : sample.Reason)} <span class=\"note\">{sample.Style}, id {sample.Id}</span></h5>\n");
        if (sample.Span is not null) html.Add($"<p class=\"decided\" dir=\"auto\"><b>{sample.Span}</b> {sample.Detail ?? ""}</p>\n");
        html.Add($"<div class=\"sides\">\n<div><h6>Source</h6><blockquote dir=\"auto\">{(sample.Source.Length > 0 ? sample.Source : "No sentence of the source has words of it.")}</blockquote></div>\n<div><h6>Written</h6><blockquote dir=\"auto\">");
        if (sample.Question is not null) html.Add($"{sample.Question}\n\n");
        html.Add($"{sample.Text}</blockquote></div>\n</div>\n</article>\n");
    }
}
