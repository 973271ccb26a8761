using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>What each stage took in and let through, and why it dropped the rest, all bars to one scale.</summary>
static class FunnelSection
{
    public static void Write(Html html, RunReport report, RunReport? other)
    {
        html.Trusted("<section id=\"funnel\">\n<h2>Funnel</h2>\n<p class=\"lead\">Documents that reach each stage, and what becomes of them. All bars have one scale. Tokens are estimated from characters, whatever counts the shards’ tokens.</p>\n<table class=\"funnel\">\n<thead><tr><th scope=\"col\">Stage</th><th scope=\"col\" class=\"bar\"><span class=\"hidden\">Share</span></th><th scope=\"col\">in</th><th scope=\"col\">kept</th><th scope=\"col\">kept&nbsp;%</th><th scope=\"col\">characters out</th><th scope=\"col\">tokens out</th></tr></thead>\n");
        var records = report.Inputs.Sum(i => i.Records);
        var scale = Math.Max(1, Math.Max(records, report.Funnel.Select(r => r.In + r.Born).DefaultIfEmpty(0).Max()));
        foreach (var input in report.Inputs) Input(html, input, report.Inputs.Length > 1, scale);
        for (var i = 0; i < report.Funnel.Length; i++) Stage(html, report.Funnel[i], Then(report.Funnel, i, other), report.Inputs.Length, scale);
        html.Trusted("</table>\n</section>\n");
    }

    /// <summary>The row of another run that stands for the same stage: the n-th of its name.</summary>
    public static FunnelRow? Then(IReadOnlyList<FunnelRow> rows, int row, RunReport? other) =>
        other?.Funnel.Where(r => r.Stage == rows[row].Stage).Skip(rows.Take(row).Count(r => r.Stage == rows[row].Stage)).FirstOrDefault();

    static void Input(Html html, InputReport input, bool several, long scale)
    {
        html.Add($"<tbody>\n<tr class=\"stage\"><th scope=\"row\">read{(several ? $" {input.Name}" : "")}</th><td class=\"bar\">");
        Bar(html, input.Documents, input.Records, scale);
        html.Add($"</td><td data-label=\"in\">{input.Records:n0}</td><td data-label=\"kept\">{input.Documents:n0}</td><td data-label=\"kept %\">{Numbers.Percent(input.Documents, input.Records)}</td><td class=\"wide\"></td><td class=\"wide\"></td></tr>\n");
        foreach (var reason in input.Reasons) Reason(html, reason, null, false, input.Records, scale);
        if (input.Merged > 0) html.Add($"<tr class=\"reason\"><th scope=\"row\">merged into other records’ documents</th><td class=\"bar\"></td><td></td><td data-label=\"left out\">{input.Merged:n0}</td><td></td><td class=\"wide\"></td><td class=\"wide\"></td></tr>\n");
        html.Trusted("</tbody>\n");
    }

    static void Stage(Html html, FunnelRow row, FunnelRow? then, int inputs, long scale)
    {
        html.Add($"<tbody>\n<tr class=\"stage\"><th scope=\"row\">{row.Stage}");
        if (row.Inputs.Length < inputs) html.Add($" <span class=\"note\">{string.Join(", ", row.Inputs)}</span>");
        html.Trusted("</th><td class=\"bar\">");
        Bar(html, row.Kept, row.In + row.Born, scale);
        html.Add($"</td><td data-label=\"in\">{row.In:n0}");
        if (row.Born > 0) html.Add($" <span class=\"note\">+{row.Born:n0} split</span>");
        Grey(html, then?.In);
        html.Add($"</td><td data-label=\"kept\">{row.Kept:n0}");
        Grey(html, then?.Kept);
        html.Add($"</td><td data-label=\"kept %\">{Numbers.Percent(row.Kept, row.In + row.Born)}");
        if (then is not null) html.Add($"<span class=\"then\">{Numbers.Points(Rate(row) - Rate(then))}</span>");
        html.Add($"</td><td class=\"wide\" data-label=\"characters\">{(row.CharactersOut == 0 ? "–" : Numbers.Short(row.CharactersOut))}{Lost(row.CharactersIn, row.CharactersOut)}</td><td class=\"wide\" data-label=\"tokens\">{(row.TokensOut == 0 ? "–" : $"≈ {Numbers.Short(row.TokensOut)}")}</td></tr>\n");
        foreach (var reason in row.Reasons) Reason(html, reason, then?.Reasons.FirstOrDefault(r => r.Reason == reason.Reason), then is not null, row.In + row.Born, scale);
        foreach (var gone in then?.Reasons.Where(t => row.Reasons.All(r => r.Reason != t.Reason)) ?? [])
            Reason(html, gone with { Documents = 0 }, gone, true, row.In + row.Born, scale);
        html.Trusted("</tbody>\n");
    }

    static void Reason(Html html, ReasonRow reason, ReasonRow? then, bool compare, long of, long scale)
    {
        html.Add($"<tr class=\"reason{(reason.Reason.StartsWith("failed.", StringComparison.Ordinal) ? " failed" : "")}\"><th scope=\"row\" title=\"{reason.Meaning}\">{reason.Reason}");
        if (reason.Signal is not null && reason.Thresholds.Length > 0) html.Add($" <span class=\"note\">{string.Join(", ", reason.Thresholds.Select(Numbers.Value))}</span>");
        html.Trusted("</th><td class=\"bar\">");
        Bar(html, 0, reason.Documents, scale);
        html.Add($"</td><td></td><td data-label=\"left out\">{reason.Documents:n0}");
        if (compare) Grey(html, then?.Documents ?? 0);
        html.Add($"</td><td>{Numbers.Percent(reason.Documents, of)}</td><td class=\"wide\"></td><td class=\"wide\"></td></tr>\n");
    }

    static void Bar(Html html, long kept, long all, long scale)
    {
        var (solid, pale) = (100.0 * kept / scale, 100.0 * (all - kept) / scale);
        html.Add($"<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"kept\" width=\"{solid:0.###}\" height=\"10\"/><rect class=\"dropped\" x=\"{solid:0.###}\" width=\"{(all > kept ? Math.Max(.15, pale) : 0):0.###}\" height=\"10\"/></svg>");
    }

    static void Grey(Html html, long? value)
    {
        if (value is { } then) html.Add($"<span class=\"then\">{then:n0}</span>");
    }

    static string Lost(long before, long after) => before <= 0 || before == after ? "" : $" ({Numbers.Points((double)after / before - 1)} %)";

    static double Rate(FunnelRow row) => row.In + row.Born == 0 ? 0 : (double)row.Kept / (row.In + row.Born);
}
