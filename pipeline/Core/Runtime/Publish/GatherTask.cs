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
        var documents = spills.SelectMany(s => new SpillReader(s.Open, s.Bytes, plan.Shards).Read(shard));
        return shuffle ? Shuffled(documents, scratch, cancellationToken) : documents.Select(d => d.Document);
    }

    IEnumerable<Document> Shuffled(IEnumerable<(Document Document, int Tokens)> documents, string scratch, CancellationToken cancellationToken)
    {
        var path = Path.Combine(scratch, "order.spill");
        using (var stream = File.Create(path))
        using (var spill = new SpillWriter(stream, scratch, plan.BucketsPerShard))
        {
            foreach (var (document, tokens) in documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                spill.Add(plan.Bucket(shard, DocumentId.ShuffleKey(document.Id, seed)), document, tokens);
            }
            spill.Complete();
        }
        var reader = SpillReader.Of(path, plan.BucketsPerShard);
        for (var bucket = 0; bucket < plan.BucketsPerShard; bucket++)
        {
            var sorted = reader.Read(bucket).Select(d => (Key: DocumentId.ShuffleKey(d.Document.Id, seed), d.Document))
                .OrderBy(d => d.Key).ThenBy(d => d.Document.Id, StringComparer.Ordinal);
            foreach (var (_, document) in sorted) yield return document;
        }
        File.Delete(path);
    }
}
