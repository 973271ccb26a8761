using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>An attempt at a task that passes records or documents through stages on a CPU, part by part.</summary>
sealed class SegmentTask(RunContext context, Step step, DocumentSource source, StageInstances stages, ITokenCounter tokens)
{
    /// <summary>Runs the task from its last checkpoint and returns its manifest, not yet committed.</summary>
    public async Task<TaskManifest> RunAsync(PlannedTask task, CancellationToken cancellationToken)
    {
        var lane = step.Lanes[task.Lane];
        var input = context.Run.Inputs[lane.Input];
        var parts = await CheckpointsAsync(task.Ordinal, cancellationToken).ConfigureAwait(false);
        var position = parts.Count == 0 ? InputPosition.Begin : parts[^1].Next;
        var done = parts.Count > 0 && position == End;
        using var items = source.Read(lane, task, position, cancellationToken).GetEnumerator();
        while (!done)
        {
            using var folder = AttemptFolder.Create(context.Scratch);
            var statistics = new TaskStatisticsCollector(input.Config.Reader, [.. lane.Stages.Select(s => s.Entry.Description)], context.Run.File.Seed);
            using var output = new PartOutput(context, tokens, statistics, folder.Path);
            var chain = new StageChain(stages.Of(lane), statistics, output);
            done = true;
            for (var count = 0; items.MoveNext();)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (item, next) = items.Current;
                if (lane.From < 0) statistics.Read(item);
                Take(item, chain, output, input);
                position = next;
                if (++count < context.Run.File.Tasks.PartRecords) continue;
                done = false;
                break;
            }
            if (done) position = End;
            parts.Add(await CommitAsync(task.Ordinal, parts.Count, position, output, statistics, cancellationToken).ConfigureAwait(false));
            // A part that another attempt committed first was made of the same bytes; its place is the same.
            done = parts[^1].Next == End;
        }
        return new TaskManifest
        {
            Step = step.Name,
            Key = step.Key,
            Task = task.Ordinal,
            Input = input.Config.Name,
            Sources = source.Describe(lane, task),
            Parts = [.. parts],
            Statistics = TaskStatistics.Merge(parts.Select(p => p.Statistics)),
        };
    }

    /// <summary>Position behind the last item of a task.</summary>
    static InputPosition End { get; } = new(int.MaxValue, 0, -1);

    static void Take(ReadItem item, StageChain chain, PartOutput output, ResolvedInput input)
    {
        switch (item)
        {
            case ReadItem.Found found: chain.Pass(found.Document); break;
            case ReadItem.Failed failed: output.Fail(failed, input.Config.Reader, input.Config.Source); break;
            case ReadItem.Skipped skipped when skipped.Url is not null: output.Skip(skipped, input.Config.Reader, input.Config.Source); break;
        }
    }

    async Task<PartManifest> CommitAsync(int task, int part, InputPosition next, PartOutput output, TaskStatisticsCollector statistics, CancellationToken cancellationToken)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{context.Manifests.StepFolder(step)}/t{task:d6}.p{part:d4}");
        var (kept, dropped) = await output.StoreAsync(prefix, cancellationToken).ConfigureAwait(false);
        var manifest = new PartManifest { Part = part, Next = next, Kept = kept, Dropped = dropped, Statistics = statistics.Complete() };
        if (await context.Manifests.CommitPartAsync(step, task, manifest, cancellationToken).ConfigureAwait(false)) return manifest;
        return await context.Manifests.FindPartAsync(step, task, part, cancellationToken).ConfigureAwait(false) ?? manifest;
    }

    async Task<List<PartManifest>> CheckpointsAsync(int task, CancellationToken cancellationToken)
    {
        var parts = new List<PartManifest>();
        while (await context.Manifests.FindPartAsync(step, task, parts.Count, cancellationToken).ConfigureAwait(false) is { } part) parts.Add(part);
        return parts;
    }
}
