using System.Collections.Immutable;
using System.Threading.Channels;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runs.Costs;
using Curation.Core.Runs.Signs;
using Curation.Core.Runtime.Publish;
using Microsoft.Extensions.Logging;

namespace Curation.Core.Runtime;

/// <summary>Takes the steps of a run in order and hands the tasks that are not committed yet to the workers.</summary>
/// <param name="context">The run.</param>
/// <param name="steps">Its steps.</param>
/// <param name="runner">Plans the tasks of a step.</param>
/// <param name="queue">Where the workers take tasks from.</param>
/// <param name="workers">How many there are.</param>
/// <param name="progress">Told of everything.</param>
public sealed class RunDriver(RunContext context, ImmutableArray<Step> steps, StepRunner runner, ChannelWriter<WorkItem> queue, int workers, IRunProgress progress)
{
    const long LargeHeap = 64 << 20;

    readonly CostStore _costs = new(context.Storage, context.Run.File.Output.Directory);
    readonly SignStore _signs = new(context.Storage, context.Run.File.Output.Directory);
    readonly ILogger _log = context.Services.Logging.CreateLogger<RunDriver>();

    /// <summary>Runs all steps, or those tasks of one step that are given.</summary>
    /// <param name="only">A step and a range of tasks (first, last), or null for all.</param>
    /// <param name="cancellationToken">Stops early; what is committed stays.</param>
    public async Task<RunOutcome> RunAsync((Step Step, int First, int Last)? only, CancellationToken cancellationToken)
    {
        await context.Storage.PrepareAsync(context.Run.File.Output.Directory, cancellationToken).ConfigureAwait(false);
        AttemptFolder.Sweep(context.Scratch);
        foreach (var step in only is { } one ? [one.Step] : steps)
        {
            var failures = await StepAsync(step, only, cancellationToken).ConfigureAwait(false);
            if (failures.Count > 0) return new(ExitCode.TasksFailed, failures);
        }
        if (only is null)
            await RunSweeper.SweepAsync(context, steps.Select(s => (s, runner.Tasks(s).Length)), cancellationToken).ConfigureAwait(false);
        return new(ExitCode.Done, []);
    }

    async Task<List<string>> StepAsync(Step step, (Step Step, int First, int Last)? only, CancellationToken cancellationToken)
    {
        var tasks = runner.Tasks(step);
        var committed = await (only is { } few
            ? context.Manifests.CommittedAsync(step, few.First, Math.Min(few.Last, tasks.Length - 1), cancellationToken)
            : context.Manifests.CommittedAsync(step, cancellationToken)).ConfigureAwait(false);
        progress.StepBegins(step, tasks.Length, committed.Count);
        Log.StepBegins(_log, step.Name, tasks.Length, committed.Count);
        if (committed.Count < tasks.Length) await StepEnvironment.CheckAsync(context, step, cancellationToken).ConfigureAwait(false);
        runner.Costs = new(step, workers);
        PlannedTask[] open = [.. tasks.Where(t => !committed.Contains(t.Ordinal) && (only is not { } o || (t.Ordinal >= o.First && t.Ordinal <= o.Last)))];
        var failures = open.Length > 0 ? await WorkAsync(step, open, cancellationToken).ConfigureAwait(false) : [];
        GiveBack();
        if (runner.Costs.Cost() is { } cost) await _costs.AddAsync(step, cost, cancellationToken).ConfigureAwait(false);
        if (failures.Count == 0)
        {
            progress.StepDone(step);
            Log.StepDone(_log, step.Name);
        }
        return failures;
    }

    /// <summary>What a step left in the heap would stay there under the next one's, until that fills it: a run's peak would be the sum of two steps'.</summary>
    static void GiveBack()
    {
        if (GC.GetGCMemoryInfo().TotalCommittedBytes > LargeHeap) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    async Task<List<string>> WorkAsync(Step step, PlannedTask[] tasks, CancellationToken cancellationToken)
    {
        await using var sign = new SignOfLife(_signs, step, tasks[0].Ordinal, tasks[^1].Ordinal, workers, context.Services.Time);
        try
        {
            var running = new List<(PlannedTask Task, Task<string?> Result)>();
            foreach (var task in tasks)
            {
                var item = new WorkItem(step, task, new(TaskCreationOptions.RunContinuationsAsynchronously));
                await queue.WriteAsync(item, cancellationToken).ConfigureAwait(false);
                running.Add((task, ReportAsync(item, cancellationToken)));
            }
            var failures = new List<string>();
            foreach (var (task, result) in running)
            {
                if (await result.ConfigureAwait(false) is not { } cause) continue;
                failures.Add(cause);
                sign.Failed(task.Ordinal, cause);
            }
            return failures;
        }
        catch (CurationException error)
        {
            sign.Failed(-1, error.Message);
            throw;
        }
    }

    async Task<string?> ReportAsync(WorkItem item, CancellationToken cancellationToken)
    {
        var cause = await item.Result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (cause is not null) progress.TaskFailed(item.Step, item.Task, cause);
        else if (await context.Manifests.FindAsync(item.Step, item.Task.Ordinal, cancellationToken).ConfigureAwait(false) is { } manifest)
            progress.TaskDone(item.Step, item.Task, manifest.Statistics);
        return cause;
    }
}
