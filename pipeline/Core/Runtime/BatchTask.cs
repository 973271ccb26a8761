using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>An attempt at a task whose documents pass a batch stage; verdicts come back into the task's own order within a bounded window.</summary>
sealed class BatchTask(RunContext context, Step step, DocumentSource source, BatchWorker worker, ITokenCounter tokens)
{
    /// <summary>UTF-16 units of text that may wait for their verdicts.</summary>
    const long Window = 32 << 20;

    /// <summary>Runs the task and returns its manifest, not yet committed.</summary>
    public async Task<TaskManifest> RunAsync(PlannedTask task, CancellationToken cancellationToken)
    {
        using var folder = AttemptFolder.Create(context.Scratch);
        var lane = step.Lanes[task.Lane];
        var statistics = new TaskStatisticsCollector(step.Stage!.Name, [step.Stage.Entry.Description], context.Run.File.Seed);
        using var output = new PartOutput(context, tokens, statistics, folder.Path);
        var waiting = new Queue<(Document Document, Task<Verdict> Verdict)>();
        long characters = 0;
        foreach (var (item, _) in source.Read(lane, task, InputPosition.Begin, cancellationToken))
        {
            var document = ((ReadItem.Found)item).Document;
            waiting.Enqueue((document, await worker.SubmitAsync(document, cancellationToken).ConfigureAwait(false)));
            characters += document.Text.Length;
            while (characters > Window || (waiting.Count > 0 && waiting.Peek().Verdict.IsCompleted)) await TakeAsync().ConfigureAwait(false);
        }
        while (waiting.Count > 0) await TakeAsync().ConfigureAwait(false);

        var prefix = string.Create(CultureInfo.InvariantCulture, $"{context.Manifests.StepFolder(step)}/t{task.Ordinal:d6}.p0000");
        var (kept, dropped) = await output.StoreAsync(prefix, cancellationToken).ConfigureAwait(false);
        var complete = statistics.Complete();
        return new TaskManifest
        {
            Step = step.Name,
            Key = step.Key,
            Task = task.Ordinal,
            Input = context.Run.Inputs[lane.Input].Config.Name,
            Sources = source.Describe(lane, task),
            Parts = [new() { Part = 0, Next = InputPosition.Begin, Kept = kept, Dropped = dropped, Statistics = complete }],
            Statistics = complete,
        };

        async Task TakeAsync()
        {
            var (document, pending) = waiting.Dequeue();
            characters -= document.Text.Length;
            var verdict = await pending.ConfigureAwait(false);
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
