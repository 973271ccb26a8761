using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Shards.Spill;

namespace Curation.Core.Runtime.Publish;

/// <summary>The documents of one published shard in the final order: bucket after bucket, each sorted in memory.</summary>
static class GatherTask
{
    public static IEnumerable<Document> Documents(IReadOnlyList<CorpusArtifact> spills, PublishPlan plan, int shard, bool shuffle, long seed)
    {
        var readers = spills.Select(s => new SpillReader(s.Open, s.Bytes)).ToArray();
        for (var bucket = shard * plan.BucketsPerShard; bucket < (shard + 1) * plan.BucketsPerShard; bucket++)
        {
            // Scatter tasks and their documents are in the input's order already.
            var documents = readers.SelectMany(r => r.Read(bucket)).Select(d => d.Document);
            if (shuffle)
            {
                documents = documents.Select(d => (Key: DocumentId.ShuffleKey(d.Id, seed), Document: d))
                    .OrderBy(d => d.Key).ThenBy(d => d.Document.Id, StringComparer.Ordinal).Select(d => d.Document);
            }
            foreach (var document in documents) yield return document;
        }
    }
}
