using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Shards.Spill;
using Curation.Core.Statistics;

namespace Curation.Core.Runtime.Publish;

/// <summary>Sorts the documents of some input shards by the published shard they go to: by a hash of seed and id, or by the input's order.</summary>
static class ScatterTask
{
    public const string Artifact = "buckets.spill";

    public static void Run(ICorpusTask task, PublishPlan plan, bool shuffle, ITokenCounter tokens, CancellationToken cancellationToken)
    {
        using var stream = task.CreateArtifact(Artifact);
        using var spill = new SpillWriter(stream, task.Scratch, plan.Shards);
        foreach (var shard in plan.Scatter[task.Task])
        {
            foreach (var document in task.ReadShard(shard))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var key = shuffle
                    ? DocumentId.ShuffleKey(document.Id, task.Seed)
                    : (ulong)((UInt128)shard * ulong.MaxValue / (UInt128)task.Input.Shards.Length);
                spill.Add(plan.Shard(key), document, tokens.Count(document.Text));
            }
        }
        spill.Complete();
    }
}
