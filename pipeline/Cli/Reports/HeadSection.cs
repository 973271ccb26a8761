using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>The run in one sentence and four numbers, and where to go from there.</summary>
static class HeadSection
{
    public static void Write(Html html, RunReport report, RunReport? other)
    {
        var records = report.Inputs.Sum(i => i.Records);
        html.Add($"<header>\n<h1>{report.Run.Name}</h1>\n");
        if (other is not null) html.Add($"<p class=\"against\">Compared with <b>{other.Run.Name}</b>, run {Run(other)}: its figures are in grey, its histograms in outline.</p>\n");
        if (!report.Run.Complete) html.Trusted("<p class=\"notice\">The run is not finished: this is what is committed so far.</p>\n");
        html.Trusted("<dl class=\"figures\">\n");
        Figure(html, "records read", Numbers.Short(records), other is null ? null : Numbers.Short(other.Inputs.Sum(i => i.Records)), "");
        Figure(html, "documents kept", Numbers.Short(report.Corpus.Documents), other is null ? null : Numbers.Short(other.Corpus.Documents), $"{Numbers.Percent(report.Corpus.Documents, records)} of records");
        Figure(html, "characters", Numbers.Short(report.Corpus.Characters), other is null ? null : Numbers.Short(other.Corpus.Characters), "");
        Figure(html, "tokens", (report.Run.TokensExact ? "" : "≈ ") + Numbers.Short(report.Corpus.Tokens), other is null ? null : Numbers.Short(other.Corpus.Tokens), report.Run.TokensExact ? $"exact, {report.Run.TokenCounter}" : "estimated");
        html.Trusted("</dl>\n<nav aria-label=\"Sections\"><a href=\"#funnel\">Funnel</a> <a href=\"#signals\">Signals</a> <a href=\"#corpus\">Corpus</a> <a href=\"#samples\">Samples</a> <a href=\"#records\">Records</a> <a href=\"#files\">Files</a> <a href=\"#run\">Run</a></nav>\n</header>\n");
    }

    /// <summary>The beginning of a run's id.</summary>
    public static string Run(RunReport report) => report.Run.RunId[..Math.Min(12, report.Run.RunId.Length)];

    static void Figure(Html html, string name, string value, string? then, string note)
    {
        html.Add($"<div><dt>{name}</dt><dd>{value}</dd>");
        if (then is not null) html.Add($"<dd class=\"then\">{then}</dd>");
        if (note.Length > 0) html.Add($"<dd class=\"note\">{note}</dd>");
        html.Trusted("</div>\n");
    }
}
