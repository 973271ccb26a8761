using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime;

/// <summary>An attempt at one published shard: the documents whose shuffle key falls into its range, in the order of keys.</summary>
sealed class PublishTask(RunContext context, Step step, CorpusInputs inputs, ITokenCounter tokens)
{
    /// <summary>Number of shards, from the stored bytes of the input alone.</summary>
    public static int Shards(RunContext context, CorpusInput input)
    {
        var bytes = input.Shards.Sum(s => s.Bytes);
        return (int)Math.Clamp((bytes + context.Run.File.Output.ShardBytes - 1) / context.Run.File.Output.ShardBytes, 1, 1 << 20);
    }

    /// <summary>Writes the shard and returns its manifest, not yet committed.</summary>
    public async Task<TaskManifest> RunAsync(PlannedTask task, int shards, CancellationToken cancellationToken)
    {
        using var folder = AttemptFolder.Create(context.Scratch);
        var statistics = new TaskStatisticsCollector("publish", [], context.Schema, tokens);
        using var output = new PartOutput(context, tokens, statistics, folder.Path);
        foreach (var document in Members(task.Ordinal, shards, cancellationToken)) output.Keep(document);
        var name = string.Create(CultureInfo.InvariantCulture, $"{context.Run.File.Output.Directory.TrimEnd('/')}/shards/{task.Ordinal:d5}-of-{shards:d5}");
        var (kept, _) = await output.StoreAsync(name, cancellationToken).ConfigureAwait(false);
        var complete = statistics.Complete();
        return new TaskManifest
        {
            Step = step.Name,
            Key = step.Key,
            Task = task.Ordinal,
            Parts = [new() { Part = 0, Next = InputPosition.Begin, Kept = kept, Statistics = complete }],
            Statistics = complete,
        };
    }

    /// <summary>The shard's documents; ordered by key and id, or as the input has them where the run does not shuffle.</summary>
    IEnumerable<Document> Members(int shard, int shards, CancellationToken cancellationToken)
    {
        if (!context.Run.File.Output.Shuffle)
        {
            var first = inputs.Input.Shards.Length * (long)shard / shards;
            var end = inputs.Input.Shards.Length * (long)(shard + 1) / shards;
            return Enumerable.Range((int)first, (int)(end - first)).SelectMany(i => inputs.Read(i, null));
        }
        var members = new List<(ulong Key, Document Document)>();
        for (var i = 0; i < inputs.Input.Shards.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var document in inputs.Read(i, null))
            {
                var key = DocumentId.ShuffleKey(document.Id, context.Run.File.Seed);
                if (Math.BigMul(key, (ulong)shards, out _) == (ulong)shard) members.Add((key, document));
            }
        }
        return members.OrderBy(m => m.Key).ThenBy(m => m.Document.Id, StringComparer.Ordinal).Select(m => m.Document);
    }
}
