using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Records that could not be read, documents that failed, and payloads that the crawler cut.</summary>
static class RecordSection
{
    public static void Write(Html html, RunReport report)
    {
        html.Trusted("<section id=\"records\">\n<h2>Failed and truncated records</h2>\n");
        var failed = report.Inputs.SelectMany(i => i.Reasons).Concat(report.Funnel.SelectMany(r => r.Reasons)).Where(r => r.Reason.StartsWith("failed.", StringComparison.Ordinal))
            .GroupBy(r => r.Reason, StringComparer.Ordinal).Select(g => (g.Key, g.First().Meaning, Documents: g.Sum(r => r.Documents))).ToList();
        if (failed.Count == 0) html.Trusted("<p class=\"lead\">Every record was read; no stage failed on a document.</p>\n");
        foreach (var (reason, meaning, documents) in failed)
        {
            html.Add($"<h3>{reason} <span class=\"note\">{documents:n0}: {meaning}</span></h3>\n<table class=\"places\"><tbody>\n");
            foreach (var sample in report.Samples.Where(s => s.Reason == reason)) html.Add($"<tr><th scope=\"row\">{sample.Place}</th><td dir=\"auto\"><bdi>{Detail(sample)}</bdi></td></tr>\n");
            html.Trusted("</tbody></table>\n");
        }
        var truncated = report.Inputs.SelectMany(i => i.Truncated).GroupBy(t => t.Key, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (truncated.Count > 0) html.Add($"<p>Cut by the crawler: {string.Join(", ", truncated.Select(t => $"{t.Sum(c => c.Value):n0} by {t.Key}"))}.</p>\n");
        html.Trusted("</section>\n");
    }

    /// <summary>The detail without the place, which stands beside it.</summary>
    static string Detail(SampleReport sample) => sample.Detail is not { } detail ? sample.Url ?? ""
        : detail.StartsWith(sample.Place, StringComparison.Ordinal) ? detail[sample.Place.Length..].TrimStart(':', ' ') : detail;
}
