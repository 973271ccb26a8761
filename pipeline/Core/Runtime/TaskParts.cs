using System.Collections.Immutable;
using System.Globalization;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>The parts of a task's output: those that earlier attempts committed, and new ones, each a checkpoint.</summary>
sealed class TaskParts
{
    readonly RunContext _context;
    readonly Step _step;
    readonly int _task;
    readonly List<PartManifest> _parts;

    TaskParts(RunContext context, Step step, int task, List<PartManifest> parts) => (_context, _step, _task, _parts) = (context, step, task, parts);

    /// <summary>Position behind the last item of a task.</summary>
    public static InputPosition End { get; } = new(int.MaxValue, 0, -1);

    /// <summary>Where the next part begins.</summary>
    public InputPosition Position => _parts.Count == 0 ? InputPosition.Begin : _parts[^1].Next;

    /// <summary>Whether the last part is committed.</summary>
    public bool Done => _parts.Count > 0 && Position == End;

    /// <summary>The parts that are committed already.</summary>
    public static async Task<TaskParts> LoadAsync(RunContext context, Step step, int task, CancellationToken cancellationToken)
    {
        var parts = new List<PartManifest>();
        while (await context.Manifests.FindPartAsync(step, task, parts.Count, cancellationToken).ConfigureAwait(false) is { } part) parts.Add(part);
        return new(context, step, task, parts);
    }

    /// <summary>Stores and commits a part. One that another attempt committed first counts in its place: it was made of the same bytes.</summary>
    public async Task AddAsync(InputPosition next, PartOutput output, TaskStatisticsCollector statistics, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{_context.Manifests.StepFolder(_step)}/t{_task:d6}.p{_parts.Count:d4}");
        var (kept, dropped) = await output.StoreAsync(prefix, cancellationToken).ConfigureAwait(false);
        var manifest = new PartManifest { Part = _parts.Count, Next = next, Kept = kept, Dropped = dropped, Statistics = statistics.Complete() };
        _parts.Add(await _context.Manifests.CommitPartAsync(_step, _task, manifest, cancellationToken).ConfigureAwait(false)
            ? manifest
            : await _context.Manifests.FindPartAsync(_step, _task, manifest.Part, cancellationToken).ConfigureAwait(false) ?? manifest);
    }

    /// <summary>The manifest of the whole task.</summary>
    public TaskManifest Manifest(string input, ImmutableArray<string> sources) => new()
    {
        Step = _step.Name,
        Key = _step.Key,
        Task = _task,
        Input = input,
        Sources = sources,
        Parts = [.. _parts],
        Statistics = TaskStatistics.Merge(_parts.Select(p => p.Statistics)),
    };
}
