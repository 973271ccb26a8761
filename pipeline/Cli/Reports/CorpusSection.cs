using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>What the kept documents are: languages, hosts, sources, months, lengths, duplicate clusters.</summary>
static class CorpusSection
{
    const int Rows = 20;

    public static void Write(Html html, RunReport report)
    {
        html.Trusted("<section id=\"corpus\">\n<h2>Corpus</h2>\n<div class=\"columns\">\n");
        Shares(html, "Languages", report.Languages, report.Corpus.Documents, "not identified");
        Shares(html, "Hosts", report.Hosts.Top, report.Corpus.Documents, "", Hosts(report.Hosts));
        if (report.Sources.Length > 1) Shares(html, "Sources", report.Sources, report.Corpus.Documents, "");
        Shares(html, "Dates", Dates(report.Months), report.Corpus.Documents, "without a date", report.Months.Length > Rows ? "By year." : "By month.");
        Figure(html, "Length of documents", "characters", report.Lengths);
        Figure(html, "Duplicates", "documents in the cluster that a kept one survived", report.Duplicates);
        Counters(html, report);
        html.Trusted("</div>\n</section>\n");
    }

    static void Shares(Html html, string title, ImmutableArray<Share> shares, long documents, string unnamed, string note = "")
    {
        if (shares.IsEmpty) return;
        var most = Math.Max(1, shares.Max(s => s.Documents));
        html.Add($"<div><h3>{title}</h3>\n<table class=\"shares\">\n<thead><tr><th scope=\"col\"><span class=\"hidden\">name</span></th><th scope=\"col\" class=\"bar\"><span class=\"hidden\">share</span></th><th scope=\"col\">documents</th><th scope=\"col\">%</th>");
        var tokens = shares.Any(s => s.Tokens is not null);
        if (tokens) html.Trusted("<th scope=\"col\">tokens</th>");
        html.Trusted("</tr></thead>\n<tbody>\n");
        foreach (var share in shares.Take(Rows))
        {
            html.Add($"<tr><th scope=\"row\"><bdi>{(share.Name.Length == 0 ? unnamed : share.Name)}</bdi></th><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"kept\" width=\"{100.0 * share.Documents / most:0.##}\" height=\"10\"/></svg></td><td>{share.Documents:n0}</td><td>{Numbers.Percent(share.Documents, documents)}</td>");
            if (tokens) html.Add($"<td>{Numbers.Short(share.Tokens ?? 0)}</td>");
            html.Trusted("</tr>\n");
        }
        html.Trusted("</tbody>\n</table>\n");
        if (shares.Length > Rows) html.Add($"<p class=\"note\">and {shares.Length - Rows:n0} more in report.json.</p>\n");
        if (note.Length > 0) html.Add($"<p class=\"note\">{note}</p>\n");
        html.Trusted("</div>\n");
    }

    static void Figure(Html html, string title, string meaning, Distribution? distribution)
    {
        if (distribution is not { Count: > 0 }) return;
        html.Add($"<div><h3>{title}</h3>\n<figure>\n");
        HistogramChart.Draw(html, new() { Signal = title, Stage = "", Step = "", Kind = SignalKind.Count, Kept = distribution }, null, $"{title}: median {Numbers.Value(distribution.Quantiles["p50"])} {meaning}");
        html.Add($"<p class=\"quantiles\"><span class=\"note\">{meaning}: median {Numbers.Value(distribution.Quantiles["p50"])}, 5–95 % {Numbers.Value(distribution.Quantiles["p05"])} to {Numbers.Value(distribution.Quantiles["p95"])}, largest {Numbers.Value(distribution.Max ?? 0)}</span></p>\n</figure></div>\n");
    }

    static void Counters(Html html, RunReport report)
    {
        if (report.Counters.IsEmpty) return;
        html.Trusted("<div><h3>Counters of corpus stages</h3>\n<table class=\"shares\"><tbody>\n");
        foreach (var (name, count) in report.Counters) html.Add($"<tr><th scope=\"row\">{name}</th><td>{count:n0}</td></tr>\n");
        html.Trusted("</tbody></table></div>\n");
    }

    static string Hosts(HostsReport hosts) => (hosts.Distinct, hosts.Without) switch
    {
        (null, _) => "More hosts than are told apart in memory; the counts shown are exact.",
        ({ } distinct, 0) => $"{distinct:n0} hosts in all.",
        ({ } distinct, var without) => $"{distinct:n0} hosts in all; {without:n0} documents without one.",
    };

    static ImmutableArray<Share> Dates(ImmutableArray<Share> months) => months.Length <= Rows ? months
        : [.. months.GroupBy(m => m.Name.Split('-')[0]).Select(y => new Share(y.Key, y.Sum(m => m.Documents))).OrderByDescending(y => y.Name, StringComparer.Ordinal)];
}
