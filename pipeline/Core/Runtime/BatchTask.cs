using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>
/// An attempt at a task whose documents pass a batch stage, part by part; verdicts come back into the task's own order within a
/// bounded window.
/// </summary>
sealed class BatchTask(RunContext context, Step step, DocumentSource source, BatchWorker worker, ITokenCounter tokens)
{
    /// <summary>UTF-16 units of text and bytes of payload that may wait for their verdicts.</summary>
    const long Window = 32 << 20;

    /// <summary>Runs the task from its last checkpoint and returns its manifest, not yet committed.</summary>
    public async Task<TaskManifest> RunAsync(PlannedTask task, CancellationToken cancellationToken)
    {
        var lane = step.Lanes[task.Lane];
        var parts = await TaskParts.LoadAsync(context, step, task.Ordinal, cancellationToken).ConfigureAwait(false);
        using var items = source.Read(lane, task, parts.Position, cancellationToken).GetEnumerator();
        while (!parts.Done)
        {
            using var folder = AttemptFolder.Create(context.Scratch);
            var statistics = new TaskStatisticsCollector(step.Stage!.Name, [step.Stage], context.Run.File.Seed);
            using var output = new PartOutput(context, tokens, statistics, folder.Path);
            var next = await PartAsync(items, statistics, output, cancellationToken).ConfigureAwait(false);
            await parts.AddAsync(next, output, statistics, cancellationToken).ConfigureAwait(false);
        }
        return parts.Manifest(context.Run.Inputs[lane.Input].Config.Name, source.Describe(lane, task));
    }

    /// <summary>Passes the documents of one part; says where the next begins.</summary>
    async Task<InputPosition> PartAsync(
        IEnumerator<(ReadItem Item, InputPosition Next)> items, TaskStatisticsCollector statistics, PartOutput output, CancellationToken cancellationToken)
    {
        var meter = new PartMeter(context.Run.File.Tasks);
        var next = TaskParts.End;
        var waiting = new Queue<(Document Document, Task<Verdict> Verdict)>();
        long size = 0;
        while (items.MoveNext())
        {
            var document = ((ReadItem.Found)items.Current.Item).Document;
            waiting.Enqueue((document, await worker.SubmitAsync(document, cancellationToken).ConfigureAwait(false)));
            size += BatchWorker.Size(document);
            while (size > Window || (waiting.Count > 0 && waiting.Peek().Verdict.IsCompleted)) await TakeAsync().ConfigureAwait(false);
            if (!meter.Add(items.Current.Item)) continue;
            next = items.Current.Next;
            break;
        }
        while (waiting.Count > 0) await TakeAsync().ConfigureAwait(false);
        return next;

        async Task TakeAsync()
        {
            var (document, pending) = waiting.Dequeue();
            size -= BatchWorker.Size(document);
            var verdict = await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
            statistics.Verdict(0, document, verdict);
            switch (verdict)
            {
                case Verdict.Kept kept: output.Keep(kept.Document); break;
                case Verdict.SplitInto split:
                    foreach (var child in split.Documents) output.Keep(child);
                    break;
                case Verdict.Dropped dropped: output.Drop(step.Stage!.Name, dropped); break;
            }
        }
    }
}
