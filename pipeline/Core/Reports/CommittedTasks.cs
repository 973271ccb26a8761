using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Curation.Core.Runs;
using Curation.Core.Runtime;

namespace Curation.Core.Reports;

/// <summary>The committed tasks of a run, step by step; behind the first unfinished step nothing is known.</summary>
sealed class CommittedTasks
{
    readonly RunContext _context;
    readonly ImmutableArray<(Step Step, ImmutableArray<PlannedTask> Tasks)> _steps;

    CommittedTasks(RunContext context, ImmutableArray<(Step, ImmutableArray<PlannedTask>)> steps, bool complete) => (_context, _steps, Complete) = (context, steps, complete);

    /// <summary>Whether all steps are done.</summary>
    public bool Complete { get; }

    /// <summary>The last step with documents of which something is committed.</summary>
    public Step? Last => Complete ? _steps[^1].Step : _steps.LastOrDefault(s => s.Step.LeavesDocuments && !s.Tasks.IsEmpty).Step;

    public static async Task<CommittedTasks> FindAsync(RunContext context, ImmutableArray<Step> steps, StepRunner runner, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<(Step, ImmutableArray<PlannedTask>)>();
        foreach (var step in steps)
        {
            var planned = runner.Tasks(step);
            var committed = await context.Manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false);
            found.Add((step, [.. planned.Where(t => committed.Contains(t.Ordinal))]));
            if (planned.Any(t => !committed.Contains(t.Ordinal))) return new(context, found.ToImmutable(), false);
        }
        return new(context, found.ToImmutable(), true);
    }

    /// <summary>Their manifests, one at a time, in the order of steps and tasks.</summary>
    public async IAsyncEnumerable<(Step Step, PlannedTask Task, TaskManifest Manifest)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (step, tasks) in _steps)
        {
            foreach (var task in tasks)
            {
                if (await _context.Manifests.FindAsync(step, task.Ordinal, cancellationToken).ConfigureAwait(false) is { } manifest)
                    yield return (step, task, manifest);
            }
        }
    }
}
