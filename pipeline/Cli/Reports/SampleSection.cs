using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Kept and dropped documents side by side, with what was measured of them.</summary>
static class SampleSection
{
    public static void Write(Html html, RunReport report)
    {
        html.Trusted("<section id=\"samples\">\n<h2>Samples</h2>\n");
        var kept = report.Samples.Where(s => s.Reason.Length == 0).ToList();
        var dropped = report.Samples.Where(s => s.Reason.Length > 0).ToList();
        html.Trusted("<p class=\"lead\">A few documents of each kind, chosen by the lowest hashes of the run’s seed and their ids: no one picked them.</p>\n<div class=\"sides\">\n<div>\n<h3><span class=\"key kept\"></span> Kept</h3>\n");
        foreach (var sample in kept) Sample(html, sample);
        if (kept.Count == 0) html.Trusted("<p class=\"note\">None.</p>\n");
        html.Trusted("</div>\n<div>\n<h3><span class=\"key dropped\"></span> Dropped</h3>\n");
        var counts = report.Funnel.SelectMany(r => r.Reasons).Concat(report.Inputs.SelectMany(i => i.Reasons)).GroupBy(r => r.Reason, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (Documents: g.Sum(r => r.Documents), g.First().Meaning), StringComparer.Ordinal);
        var reasons = dropped.GroupBy(s => s.Reason, StringComparer.Ordinal).OrderByDescending(g => counts.GetValueOrDefault(g.Key).Documents).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (reasons.Count == 0) html.Trusted("<p class=\"note\">None.</p>\n");
        else
        {
            html.Trusted("<p class=\"choose\" hidden><label>Reason <select id=\"reason\">");
            foreach (var reason in reasons) html.Add($"<option value=\"{reason.Key}\">{reason.Key} ({counts.GetValueOrDefault(reason.Key).Documents:n0})</option>");
            html.Trusted("</select></label></p>\n");
        }
        foreach (var reason in reasons)
        {
            html.Add($"<div class=\"reasons\" data-reason=\"{reason.Key}\">\n<h4>{reason.Key}</h4>\n<p class=\"note\">{counts.GetValueOrDefault(reason.Key).Meaning}</p>\n");
            foreach (var sample in reason) Sample(html, sample);
            html.Trusted("</div>\n");
        }
        html.Trusted("</div>\n</div>\n</section>\n");
    }

    static void Sample(Html html, SampleReport sample)
    {
        html.Add($"<article class=\"{(sample.Reason.Length == 0 ? "kept" : "dropped")}\">\n<h5 dir=\"auto\"><bdi>{sample.Url ?? sample.Title ?? sample.Place}</bdi></h5>\n");
        if (sample.Signal is not null) html.Add($"<p class=\"decided\">{sample.Signal.Replace('_', ' ')} <b>{(sample.Value is { } value ? Numbers.Value(value) : "–")}</b> against {(sample.Threshold is { } threshold ? Numbers.Value(threshold) : "–")}</p>\n");
        if (sample.Detail is not null) html.Add($"<p class=\"decided\" dir=\"auto\"><bdi>{sample.Detail}</bdi></p>\n");
        if (sample.Excerpt is { Length: > 0 } text) html.Add($"<blockquote dir=\"auto\" lang=\"{sample.Language ?? ""}\">{text}</blockquote>\n");
        else html.Trusted("<p class=\"note\">No text is kept of it.</p>\n");
        html.Add($"<details><summary>{sample.Signals.Count} signals, origin</summary>\n<table class=\"scores\"><tbody>\n");
        foreach (var (name, score) in sample.Signals) html.Add($"<tr><th scope=\"row\">{name}</th><td>{Numbers.Value(score)}</td></tr>\n");
        html.Add($"</tbody></table>\n<p class=\"note\">id {sample.Id}<br>{sample.Place}</p></details>\n</article>\n");
    }
}
