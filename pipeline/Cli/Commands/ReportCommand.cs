using System.CommandLine;
using System.Text.Json;
using Curation.Cli.Reports;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Reports;

namespace Curation.Cli.Commands;

/// <summary><c>curate report RUN.json [--against OTHER.json]</c>: the report of a run, and what changed since another.</summary>
static class ReportCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var against = new Option<string?>("--against") { Description = "Another run file, or a report.json: also writes report/against.html, what changed since then." };
        var command = new Command("report", "Writes report/report.json and report/index.html of what is committed.") { file, against };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var setup = await RunSetup.LoadAsync(parsed.GetRequiredValue(file), null, cancellationToken).ConfigureAwait(false);
            var other = parsed.GetValue(against) is { } path ? await OtherAsync(path, cancellationToken).ConfigureAwait(false) : null;
            var report = await ReportPublisher.BuildAsync(setup, cancellationToken).ConfigureAwait(false);
            await ReportPublisher.WriteAsync(setup, report, cancellationToken).ConfigureAwait(false);
            FunnelTable.Write(Console.Error, report, !Console.IsErrorRedirected);
            await Console.Error.WriteLineAsync($"report: {ReportPublisher.PathOf(setup, "index.html")}").ConfigureAwait(false);
            if (other is null) return ExitCode.Done;
            await ReportPublisher.WriteAgainstAsync(setup, report, other, cancellationToken).ConfigureAwait(false);
            await Console.Error.WriteLineAsync($"what changed: {ReportPublisher.PathOf(setup, "against.html")}").ConfigureAwait(false);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The report in a file, or that of the run which the file describes.</summary>
    static async Task<RunReport> OtherAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) throw new ConfigException($"--against: {path} does not exist");
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        if (IsReport(bytes)) return ReportFile.Read(bytes, path);
        return await ReportPublisher.BuildAsync(await RunSetup.LoadAsync(path, null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    static bool IsReport(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("funnel", out _);
        }
        catch (JsonException)
        {
            return false; // a run file may hold comments; its own reader says what is wrong
        }
    }
}
