using System.Collections.Immutable;
using System.Globalization;
using Curation.Core.Runs;
using Curation.Core.Runs.Signs;
using Curation.Core.Runtime;

namespace Curation.Core.Reports.Progress;

/// <summary>
/// Reads from a run's folder alone how far it has come: an index for each step that is done, and for the one under way a listing of its
/// manifests, one of its processes' signs, and what failed. The number of requests does not grow with the number of processes.
/// </summary>
public sealed class StatusReader(RunContext context, ImmutableArray<Step> steps, StepRunner runner)
{
    /// <summary>Most lists of failures that are read.</summary>
    const int MostFailures = 20;

    /// <summary>Intervals without a sign after which a process counts as silent.</summary>
    const int Patience = 3;

    readonly SignStore _signs = new(context.Storage, context.Run.File.Output.Directory);

    /// <summary>The steps in order; those behind the one under way have no tasks yet.</summary>
    public async Task<ImmutableArray<StepStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<StepStatus>(steps.Length);
        foreach (var step in steps)
        {
            // A step is planned from the outputs of those before it; behind the first unfinished one nothing is known.
            found.Add(found.Count > 0 && !found[^1].IsDone ? new(step.Name, -1, 0) : await ReadAsync(step, cancellationToken).ConfigureAwait(false));
        }
        return found.MoveToImmutable();
    }

    async Task<StepStatus> ReadAsync(Step step, CancellationToken cancellationToken)
    {
        var tasks = runner.Tasks(step);
        if (await context.Manifests.FindIndexAsync(step, tasks.Length, cancellationToken).ConfigureAwait(false) is not null) return new(step.Name, tasks.Length, tasks.Length);
        var commits = new Dictionary<int, DateTimeOffset>();
        var begun = new HashSet<int>();
        DateTimeOffset newest = default;
        await foreach (var (task, part, stored) in context.Manifests.ListAsync(step, cancellationToken).ConfigureAwait(false))
        {
            if (part < 0) commits[task] = stored;
            else begun.Add(task);
            if (stored > newest) newest = stored;
        }
        if (commits.Count >= tasks.Length) return new(step.Name, tasks.Length, tasks.Length) { Newest = Known(newest) };
        var signs = await _signs.ListAsync(step, cancellationToken).ConfigureAwait(false);
        newest = signs.Select(s => s.Stored).Append(newest).Max();
        bool Open(int task) => task < tasks.Length && !commits.ContainsKey(task);
        var working = signs.Where(s => !s.IsFailure && Range(s).Any(Open)).ToLookup(s => newest - s.Stored <= Patience * ProcessSign.Interval);
        var weights = tasks.Select(t => Weight(step, t)).ToArray();
        var rate = CommitRate.Of(commits.Select(c => (c.Value, weights[c.Key])), newest);
        var left = tasks.Where(t => Open(t.Ordinal)).Sum(t => weights[t.Ordinal]);
        return new(step.Name, tasks.Length, commits.Count)
        {
            Running = working[true].Sum(s => Math.Min(s.Workers, Range(s).Count(Open))),
            AtCheckpoint = begun.Count(Open),
            Failures = await FailuresAsync(step, signs, t => (t < 0 || Open(t)) && !working[true].Any(s => t >= s.First && t <= s.Last), cancellationToken).ConfigureAwait(false),
            Living = [.. working[true].OrderBy(s => s.First)],
            Silent = [.. working[false].OrderBy(s => s.First)],
            TasksPerHour = rate?.TasksPerHour,
            BytesPerSecond = step.Lanes.All(l => l.From < 0) ? rate?.WeightPerSecond : null,
            Left = rate is { WeightPerSecond: > 0 } known && working[true].Any() ? TimeSpan.FromSeconds(Math.Min(left / known.WeightPerSecond, TimeSpan.MaxValue.TotalSeconds / 2)) : null,
            Newest = Known(newest),
        };
    }

    /// <summary>What failed and was neither done nor taken up again since: the newest word on each task.</summary>
    async Task<ImmutableArray<TaskFailure>> FailuresAsync(Step step, List<ProcessSign> signs, Func<int, bool> counts, CancellationToken cancellationToken)
    {
        var lists = signs.Where(s => s.IsFailure).OrderByDescending(s => s.Stored).Take(MostFailures).ToArray();
        var failures = new List<TaskFailure>();
        foreach (var sign in lists)
            failures.AddRange((await _signs.FailuresAsync(step, sign, cancellationToken).ConfigureAwait(false)).Select(f => f with { Cause = string.Create(CultureInfo.InvariantCulture, $"{f.Cause} (on {sign.Machine})") }));
        return [.. failures.Where(f => counts(f.Task)).DistinctBy(f => f.Task).OrderBy(f => f.Task)];
    }

    /// <summary>Bytes of a task that reads, and one for every other.</summary>
    double Weight(Step step, PlannedTask task)
    {
        if (task.Slices.IsEmpty) return 1;
        var files = context.Run.Inputs[step.Lanes[task.Lane].Input].Files;
        return task.Slices.Sum(s => Math.Min(s.End, files[s.File].Size) - s.Start);
    }

    static IEnumerable<int> Range(ProcessSign sign) => Enumerable.Range(sign.First, sign.Last - sign.First + 1);

    static DateTimeOffset? Known(DateTimeOffset stored) => stored == default ? null : stored;
}
