using System.CommandLine;
using Curation.Cli.Inspection;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Reports.Progress;
using Curation.Core.Runs;
using Curation.Core.Storage;

namespace Curation.Cli.Commands;

/// <summary><c>curate status RUN.json</c>: how far a run has come, from its folder alone.</summary>
static class StatusCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var json = new Option<bool>("--json") { Description = "One JSON object a step." };
        var command = new Command("status", "Shows, from any machine that sees the run's folder, which tasks are done, running and failed, how fast it goes and what is left.") { file, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var setup = await LoadAsync(parsed.GetRequiredValue(file), cancellationToken).ConfigureAwait(false);
            var steps = await new StatusReader(setup.Context, setup.Steps, setup.Runner).ReadAsync(cancellationToken).ConfigureAwait(false);
            var printer = new StatusPrinter(Console.Out, TimeProvider.System.GetUtcNow());
            if (parsed.GetValue(json)) printer.WriteJson(steps);
            else printer.Write(steps);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>With the listing that was frozen when the run was submitted, if there is one: a machine that only looks need not see the inputs.</summary>
    static async Task<RunSetup> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var file = RunFileReader.Load(path);
        var frozen = new List<StorageObject>();
        await foreach (var item in new StorageRouter(file.Storage).ListAsync($"{file.Output.Directory.TrimEnd('/')}/inputs/*.json", cancellationToken).ConfigureAwait(false)) frozen.Add(item);
        foreach (var listing in frozen.OrderByDescending(f => f.Stored))
        {
            try { return await RunSetup.LoadAsync(path, null, cancellationToken, inputs: listing.Path).ConfigureAwait(false); }
            catch (ConfigException)
            {
                // Of an earlier input or configuration, or of another version of the program.
            }
        }
        return await RunSetup.LoadAsync(path, null, cancellationToken).ConfigureAwait(false);
    }
}
