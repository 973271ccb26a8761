using System.Text;
using Curation.Cli.Running;
using Curation.Core.Reports;

namespace Curation.Cli.Reports;

/// <summary>Writes the report of a run into its folder.</summary>
static class ReportPublisher
{
    /// <summary>The report of what is committed, not written anywhere.</summary>
    public static Task<RunReport> BuildAsync(RunSetup setup, CancellationToken cancellationToken) =>
        new ReportBuilder(setup.Context, setup.Steps, setup.Runner, setup.Tokens).BuildAsync(cancellationToken);

    /// <summary>Writes <c>report/report.json</c> and <c>report/index.html</c>.</summary>
    public static async Task WriteAsync(RunSetup setup, RunReport report, CancellationToken cancellationToken)
    {
        await ReportFile.PutAsync(setup.Context, "report.json", ReportFile.Write(report), cancellationToken).ConfigureAwait(false);
        await ReportFile.PutAsync(setup.Context, "index.html", Encoding.UTF8.GetBytes(ReportPage.Render(report)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes and writes the report of a finished run, and shows its funnel.</summary>
    public static async Task PublishAsync(RunSetup setup, TextWriter output, bool terminal, CancellationToken cancellationToken)
    {
        var report = await BuildAsync(setup, cancellationToken).ConfigureAwait(false);
        await WriteAsync(setup, report, cancellationToken).ConfigureAwait(false);
        FunnelTable.Write(output, report, terminal);
        await output.WriteLineAsync($"report: {PathOf(setup, "index.html")}").ConfigureAwait(false);
    }

    /// <summary>Writes <c>report/against.html</c>: what changed since another run.</summary>
    public static Task WriteAgainstAsync(RunSetup setup, RunReport report, RunReport other, CancellationToken cancellationToken) =>
        ReportFile.PutAsync(setup.Context, "against.html", Encoding.UTF8.GetBytes(ReportPage.Render(report, other)), cancellationToken);

    /// <summary>Path of a file of the report.</summary>
    public static string PathOf(RunSetup setup, string name) => ReportFile.PathOf(setup.Context, name);
}
