using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Shards.Spill;

namespace Curation.Core.Runtime.Publish;

/// <summary>
/// The documents of one published shard in the final order. Shuffled ones are sorted into buckets a second time, on this machine's disk: a bucket is
/// sorted in memory, and spills of a large run need no more buckets than it has shards.
/// </summary>
/// <param name="plan">How published shards are cut.</param>
/// <param name="shard">Ordinal of the shard.</param>
/// <param name="seed">The run's seed.</param>
sealed class GatherTask(PublishPlan plan, int shard, long seed)
{
    /// <summary>The documents of all spills.</summary>
    /// <param name="spills">Spills of the scatter tasks, in their order.</param>
    /// <param name="shuffle">Whether documents are shuffled; else they stay in the input's order, as scatter tasks wrote them.</param>
    /// <param name="scratch">Existing folder for buckets.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public IEnumerable<Document> Documents(IReadOnlyList<CorpusArtifact> spills, bool shuffle, string scratch, CancellationToken cancellationToken)
    {
        var readers = spills.Select(s => new SpillReader(s.Open, s.Bytes, plan.Shards));
        return shuffle ? Shuffled(readers, scratch, cancellationToken) : readers.SelectMany(r => r.Read(shard)).Select(d => d.Document);
    }

    IEnumerable<Document> Shuffled(IEnumerable<SpillReader> spills, string scratch, CancellationToken cancellationToken)
    {
        var path = Path.Combine(scratch, "order.spill");
        using (var stream = File.Create(path))
        using (var order = new SpillWriter(stream, scratch, plan.BucketsPerShard))
        {
            foreach (var block in spills.SelectMany(s => s.Blocks(shard)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var at = 0; at < block.Length;) Add(order, DocumentCodec.Next(block.Written, ref at));
            }
            order.Complete();
        }
        using var sorted = new PackedBucket(SpillReader.Of(path, plan.BucketsPerShard), seed);
        foreach (var document in Enumerable.Range(0, plan.BucketsPerShard).SelectMany(sorted.Shuffled)) yield return document;
        File.Delete(path);
    }

    void Add(SpillWriter order, ReadOnlySpan<byte> document) => order.Add(plan.Bucket(shard, DocumentId.ShuffleKey(DocumentCodec.Id(document), seed)), document);
}
