using System.CommandLine;
using System.Runtime.InteropServices;
using Curation.Cli.Executors.Slurm;
using Curation.Cli.Running;
using Curation.Core.Errors;

namespace Curation.Cli.Commands;

/// <summary><c>curate submit RUN.json --engine slurm</c>: the run through a scheduler.</summary>
static class SubmitCommand
{
    public static Command Create()
    {
        var file = Arguments.RunFile();
        var engine = new Option<string>("--engine") { Description = "The scheduler: slurm.", Required = true };
        engine.AcceptOnlyFromAmong("slurm");
        var dry = new Option<bool>("--dry-run") { Description = "Print the batch scripts and submit nothing." };
        var command = new Command("submit", "Plans a run, submits its tasks to a scheduler, watches, and submits again what is missing; a second submit continues.") { file, engine, dry };
        command.SetAction(async (parsed, cancelled) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            var cancellationToken = stop.Token;
            var path = Path.GetFullPath(parsed.GetRequiredValue(file));
            var setup = await RunSetup.LoadAsync(path, null, cancellationToken).ConfigureAwait(false);
            if (parsed.GetValue(dry)) return await PrintAsync(setup, new(setup, path, await SizeAsync(cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
            var plan = new SlurmPlan(setup, path, await SlurmCommands.MaxArraySizeAsync(cancellationToken).ConfigureAwait(false));
            try
            {
                var outcome = await new SlurmDriver(setup, plan, Console.Error, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
                foreach (var failure in outcome.Failures) await Console.Error.WriteLineAsync($"failed: {failure}").ConfigureAwait(false);
                return outcome.ExitCode;
            }
            catch (OperationCanceledException)
            {
                await Console.Error.WriteLineAsync($"the jobs go on; end them with: squeue -h -o %A,%j | grep curate-{setup.Context.Run.RunId[..12]} | cut -d, -f1 | xargs scancel").ConfigureAwait(false);
                throw;
            }

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });
        return command;
    }

    /// <summary>The site's size of arrays, or Slurm's default where it is not at hand.</summary>
    static async Task<int> SizeAsync(CancellationToken cancellationToken)
    {
        try { return await SlurmCommands.MaxArraySizeAsync(cancellationToken).ConfigureAwait(false); }
        catch (ConfigException) { return 1001; }
    }

    static async Task<int> PrintAsync(RunSetup setup, SlurmPlan plan, CancellationToken cancellationToken)
    {
        var first = 0;
        var committed = await setup.Context.Manifests.CommittedAsync(setup.Steps[0], cancellationToken).ConfigureAwait(false);
        while (committed.Count >= setup.Runner.Tasks(setup.Steps[first]).Length && ++first < setup.Steps.Length)
            committed = await setup.Context.Manifests.CommittedAsync(setup.Steps[first], cancellationToken).ConfigureAwait(false);
        var group = plan.Group(first);
        foreach (var step in group)
        {
            committed = await setup.Context.Manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false);
            int[] missing = [.. Enumerable.Range(0, setup.Runner.Tasks(step).Length).Where(t => !committed.Contains(t))];
            var scripts = plan.Scripts(step, missing, []).ToArray();
            await Console.Out.WriteLineAsync($"# step {step.Name}: {missing.Length} tasks in {scripts.Sum(s => s.Ranges.Count)} jobs of {scripts.Length} arrays{(step == group[0] ? "" : ", after the step before")}").ConfigureAwait(false);
            foreach (var script in scripts) await Console.Out.WriteLineAsync(script.ToString()).ConfigureAwait(false);
        }
        foreach (var step in setup.Steps.Skip(first + group.Length))
            await Console.Out.WriteLineAsync($"# step {step.Name}: its tasks are known when the steps before are done").ConfigureAwait(false);
        return ExitCode.Done;
    }
}
