using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Versions and hashes: what it takes to make the same bytes again.</summary>
static class RunSection
{
    public static void Write(Html html, RunReport report, RunReport? other)
    {
        html.Trusted("<section id=\"run\">\n<h2>Run</h2>\n<p class=\"lead\">The same inputs, config and versions give the same bytes.</p>\n<table class=\"facts\"><tbody>\n");
        Fact(html, "run", report, other, r => r.Run.RunId);
        Fact(html, "config", report, other, r => r.Run.ConfigHash);
        Fact(html, "seed", report, other, r => r.Run.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Fact(html, "stages", report, other, r => string.Join(", ", r.Run.StageVersions));
        Fact(html, "shard layout", report, other, r => r.Run.ShardSchema);
        Fact(html, "ICU", report, other, r => r.Run.Icu);
        Fact(html, "tokens", report, other, r => r.Run.TokensExact ? $"{r.Run.TokenCounter}, exact" : "estimated from characters");
        foreach (var input in report.Inputs) html.Add($"<tr><th scope=\"row\">input {input.Name}</th><td>{input.Reader}, source {input.Source}: {input.Files:n0} files, {Numbers.Bytes(input.Bytes)}</td></tr>\n");
        html.Trusted("</tbody></table>\n</section>\n");
    }

    static void Fact(Html html, string name, RunReport report, RunReport? other, Func<RunReport, string> fact)
    {
        html.Add($"<tr><th scope=\"row\">{name}</th><td>{fact(report)}");
        if (other is not null && fact(other) != fact(report)) html.Add($"<span class=\"then\">{fact(other)}</span>");
        html.Trusted("</td></tr>\n");
    }
}
