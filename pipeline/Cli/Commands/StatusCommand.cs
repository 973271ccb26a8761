using System.CommandLine;
using Curation.Cli.Running;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate status RUN.json</c>: which tasks of which steps are committed.</summary>
static class StatusCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var command = new Command("status", "Shows how far a run has come.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var setup = await RunSetup.LoadAsync(parsed.GetRequiredValue(file), null, cancellationToken).ConfigureAwait(false);
            foreach (var step in setup.Steps)
            {
                // A step is planned from the manifests of the one before; behind the first unfinished one nothing is known.
                var tasks = setup.Runner.Tasks(step).Length;
                var committed = await setup.Context.Manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false);
                await Console.Out.WriteLineAsync($"{step.Name}\t{committed.Count}/{tasks} tasks").ConfigureAwait(false);
                if (committed.Count < tasks) break;
            }
            return ExitCode.Done;
        });
        return command;
    }
}
