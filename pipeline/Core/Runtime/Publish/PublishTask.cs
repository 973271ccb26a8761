using System.Globalization;
using Curation.Core.Runs;
using Curation.Core.Shards;
using Curation.Core.Statistics;
using Curation.Core.Storage;

namespace Curation.Core.Runtime.Publish;

/// <summary>An attempt at a task of the last two steps: sort documents into buckets, then write shards and the files of dropped documents.</summary>
sealed class PublishTask(RunContext context, Step step, StepTasks tasks, ITokenCounter tokens)
{
    readonly PublishPlan _plan = tasks.Publishing(step);

    /// <summary>Runs the task and returns its manifest, not yet committed.</summary>
    public async Task<TaskManifest> RunAsync(PlannedTask task, CancellationToken cancellationToken)
    {
        using var folder = AttemptFolder.Create(context.Scratch);
        var statistics = new TaskStatisticsCollector("publish", [], context.Run.File.Seed);
        using var output = new PartOutput(context, tokens, statistics, folder.Path);
        var corpus = new CorpusTask(context, step, tasks.Inputs(step), task, output, statistics, folder.Path);
        var shuffle = context.Run.File.Output.Shuffle;
        ShardFile? kept = null, dropped = null;
        if (step.Kind == StepKind.Scatter)
        {
            ScatterTask.Run(corpus, _plan, shuffle, tokens, cancellationToken);
        }
        else if (task.Ordinal < _plan.Shards)
        {
            var gather = new GatherTask(_plan, task.Ordinal, corpus.Seed);
            foreach (var document in gather.Documents(corpus.Artifacts(0), shuffle, folder.Path, cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                output.Keep(document);
            }
            (kept, _) = await output.StoreAsync(Name("shards", task.Ordinal, _plan.Shards), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            dropped = await JoinAsync(task.Ordinal - _plan.Shards, folder.Path, cancellationToken).ConfigureAwait(false);
        }
        var complete = statistics.Complete();
        return new TaskManifest
        {
            Step = step.Name,
            Key = step.Key,
            Task = task.Ordinal,
            Parts = [new() { Part = 0, Next = InputPosition.Begin, Kept = kept, Dropped = dropped, Statistics = complete }],
            Artifacts = [.. await corpus.StoreAsync(cancellationToken).ConfigureAwait(false)],
            Statistics = complete,
        };
    }

    async Task<ShardFile> JoinAsync(int ordinal, string folder, CancellationToken cancellationToken)
    {
        var inputs = _plan.Dropped[ordinal].Select(path => (Func<Stream>)(() => context.Storage.OpenRead(path)));
        var file = ShardConcat.Write(Path.Combine(folder, "dropped.parquet"), inputs, ShardLayout.Dropped(context.Schema, context.Origin), context.Run.File.Output.ZstdLevel);
        var path = $"{Name("dropped", ordinal, _plan.Dropped.Length)}-{file.Digest[..16]}.parquet";
        await context.Storage.PutFileAsync(path, file.Path, cancellationToken).ConfigureAwait(false);
        return file with { Path = path };
    }

    string Name(string folder, int ordinal, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{context.Run.File.Output.Directory.TrimEnd('/')}/{folder}/{ordinal:d5}-of-{count:d5}");
}
