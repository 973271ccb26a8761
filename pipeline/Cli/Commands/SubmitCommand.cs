using System.CommandLine;
using Curation.Cli.Executors.Kubernetes;
using Curation.Cli.Executors.Slurm;
using Curation.Cli.Reports;
using Curation.Cli.Running;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate submit RUN.json --engine slurm|kubernetes</c>: the run through a scheduler.</summary>
static class SubmitCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var engine = new Option<string>("--engine") { Description = "The scheduler: slurm or kubernetes.", Required = true };
        engine.AcceptOnlyFromAmong("slurm", "kubernetes");
        var dry = new Option<bool>("--dry-run") { Description = "Print the batch scripts or Jobs and submit nothing." };
        var command = new Command("submit", "Plans a run, submits its tasks to a scheduler, watches, and submits again what is missing; a second submit continues.") { file, engine, dry };
        command.SetAction(async (parsed, cancelled) =>
        {
            using var stop = new StopSignals(cancelled);
            var cancellationToken = stop.Token;
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var setup = await RunSetup.LoadAsync(path, null, cancellationToken).ConfigureAwait(false);
            var kubernetes = parsed.GetRequiredValue(engine) == "kubernetes";
            if (parsed.GetValue(dry))
            {
                await (kubernetes
                    ? KubernetesEngine.PrintAsync(setup, await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), Console.Out, cancellationToken)
                    : SlurmEngine.PrintAsync(setup, path, Console.Out, cancellationToken)).ConfigureAwait(false);
                return ExitCode.Done;
            }
            try
            {
                var outcome = await (kubernetes
                    ? KubernetesEngine.RunAsync(setup, await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false), cancellationToken)
                    : SlurmEngine.RunAsync(setup, path, cancellationToken)).ConfigureAwait(false);
                foreach (var failure in outcome.Failures) await Console.Error.WriteLineAsync($"failed: {failure}").ConfigureAwait(false);
                if (outcome.ExitCode == ExitCode.Done) await ReportPublisher.PublishAsync(setup, Console.Error, !Console.IsErrorRedirected, cancellationToken).ConfigureAwait(false);
                return outcome.ExitCode;
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"the jobs go on; end them with: {(kubernetes ? KubernetesEngine.Cancelling(setup) : SlurmEngine.Cancelling(setup))}").ConfigureAwait(false);
                throw;
            }
        });
        return command;
    }
}
