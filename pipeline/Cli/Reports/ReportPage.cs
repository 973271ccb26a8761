using System.Security.Cryptography;
using System.Text;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>The page <c>report/index.html</c>: one file, nothing fetched, every text of a document escaped.</summary>
static class ReportPage
{
    static readonly string s_styles = Resource("report.css");
    static readonly string s_script = Resource("report.js");

    /// <summary>The page of a report; with another run's report, what changed since then.</summary>
    public static string Render(RunReport report, RunReport? other = null)
    {
        var html = new Html();
        var script = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s_script)));
        html.Add($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'; form-action 'none'">
            <title>{report.Run.Name} – curate</title>
            <style>
            """);
        html.Trusted(s_styles);
        html.Trusted("</style>\n</head>\n<body>\n<main>\n");
        HeadSection.Write(html, report, other);
        FunnelSection.Write(html, report, other);
        PagesSection.Write(html, report);
        SignalSection.Write(html, report, other);
        CorpusSection.Write(html, report);
        RephrasingSection.Write(html, report);
        SampleSection.Write(html, report);
        RecordSection.Write(html, report);
        FileSection.Write(html, report);
        RunSection.Write(html, report, other);
        html.Trusted("</main>\n<script>");
        html.Trusted(s_script);
        html.Trusted("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Text of a file that is built into the program.</summary>
    internal static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"Curation.Cli.Reports.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
