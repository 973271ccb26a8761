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
        var parts = await TaskParts.LoadAsync(context, step, task.Ordinal, cancellationToken).ConfigureAwait(false);
        using var items = source.Read(lane, task, parts.Position, cancellationToken).GetEnumerator();
        while (!parts.Done)
        {
            using var folder = AttemptFolder.Create(context.Scratch);
            var statistics = new TaskStatisticsCollector(input.Config.Reader, lane.Stages, context.Run.File.Seed);
            using var output = new PartOutput(context, tokens, statistics, folder.Path, step.LeavesPayload);
            var chain = new StageChain(stages.Of(step, lane), statistics, output);
            var meter = new PartMeter(context.Run.File.Tasks);
            var next = TaskParts.End;
            while (items.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (item, behind) = items.Current;
                if (lane.From < 0) statistics.Read(item);
                Take(item, chain, output, input);
                if (!meter.Add(item)) continue;
                next = behind;
                break;
            }
            await parts.AddAsync(next, output, statistics, cancellationToken).ConfigureAwait(false);
        }
        return parts.Manifest(input.Config.Name, source.Describe(lane, task));
    }

    static void Take(ReadItem item, StageChain chain, PartOutput output, ResolvedInput input)
    {
        switch (item)
        {
            case ReadItem.Found found: chain.Pass(found.Document); break;
            case ReadItem.Failed failed: output.Fail(failed, input.Config.Reader, input.Config.Source); break;
            case ReadItem.Skipped skipped when skipped.Url is not null: output.Skip(skipped, input.Config.Reader, input.Config.Source); break;
        }
    }
}
