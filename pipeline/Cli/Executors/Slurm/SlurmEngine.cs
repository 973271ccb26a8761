using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Runtime;

namespace Curation.Cli.Executors.Slurm;

/// <summary>The engine <c>slurm</c> of <c>curate submit</c>.</summary>
static class SlurmEngine
{
    const int DefaultMaxArraySize = 1001;

    /// <summary>Prints the batch scripts of the steps whose tasks are known; nothing is submitted, and Slurm may be absent.</summary>
    public static async Task PrintAsync(RunSetup setup, string runFile, TextWriter output, CancellationToken cancellationToken)
    {
        var plan = new SlurmPlan(setup, runFile, await SizeAsync(cancellationToken).ConfigureAwait(false));
        var first = 0;
        while (first < setup.Steps.Length - 1 && (await setup.Context.Manifests.CommittedAsync(setup.Steps[first], cancellationToken).ConfigureAwait(false)).Count >= setup.Runner.Tasks(setup.Steps[first]).Length) first++;
        var group = plan.Group(first);
        foreach (var step in group)
        {
            var committed = await setup.Context.Manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false);
            int[] missing = [.. Enumerable.Range(0, setup.Runner.Tasks(step).Length).Where(t => !committed.Contains(t))];
            var scripts = plan.Scripts(step, missing, []).ToArray();
            await output.WriteLineAsync($"# step {step.Name}: {missing.Length} tasks in {scripts.Sum(s => s.Ranges.Count)} jobs of {scripts.Length} arrays{(step == group[0] ? "" : ", after the step before")}").ConfigureAwait(false);
            foreach (var script in scripts) await output.WriteLineAsync(script.ToString()).ConfigureAwait(false);
        }
        foreach (var step in setup.Steps.Skip(first + group.Length))
            await output.WriteLineAsync($"# step {step.Name}: its tasks are known when the steps before are done").ConfigureAwait(false);
    }

    /// <summary>Takes the run through Slurm.</summary>
    public static async Task<RunOutcome> RunAsync(RunSetup setup, string runFile, CancellationToken cancellationToken)
    {
        var plan = new SlurmPlan(setup, runFile, await SlurmCommands.MaxArraySizeAsync(cancellationToken).ConfigureAwait(false));
        return await new SlurmDriver(setup, plan, Console.Error, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How the run's jobs are ended by hand.</summary>
    public static string Cancelling(RunSetup setup) => $"squeue -h -o %A,%j | grep {SlurmPlan.NameOf(setup)} | cut -d, -f1 | xargs scancel";

    /// <summary>The site's size of arrays, or Slurm's default where it is not at hand.</summary>
    static async Task<int> SizeAsync(CancellationToken cancellationToken)
    {
        try { return await SlurmCommands.MaxArraySizeAsync(cancellationToken).ConfigureAwait(false); }
        catch (ConfigException) { return DefaultMaxArraySize; }
    }
}
