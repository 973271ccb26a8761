using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>The page <c>report/index.html</c>: one file, nothing fetched, every text of a document escaped.</summary>
static class ReportPage
{
    static readonly string s_styles = PageFrame.Resource("report.css");
    static readonly string s_script = PageFrame.Resource("report.js");

    /// <summary>The page of a report; with another run's report, what changed since then.</summary>
    public static string Render(RunReport report, RunReport? other = null)
    {
        var html = new Html();
        PageFrame.Begin(html, report.Run.Name, [s_styles], s_script);
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
        PageFrame.End(html, s_script);
        return html.ToString();
    }
}
