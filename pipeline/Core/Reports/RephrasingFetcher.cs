using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Documents;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Core.Reports;

/// <summary>Reads a few rephrased documents of published shards, with what was refused of their sources.</summary>
sealed class RephrasingFetcher(IStorage storage, long seed)
{
    const int Looked = 200;
    const int OfAReason = 3;
    const int KeptShown = 6;
    const int TextLength = 700;

    /// <summary>Samples of kept items, then of each reason.</summary>
    public ImmutableArray<RephrasingSample> Fetch(IReadOnlyList<ShardFile> shards)
    {
        var samples = new SortedDictionary<string, List<RephrasingSample>>(StringComparer.Ordinal);
        foreach (var file in Chosen(shards).GroupBy(c => c.File))
        {
            using var reader = ShardReader.Open(storage.OpenRead(file.Key.Path), file.Key.Path);
            foreach (var (_, document) in reader.Rows(file.Select(c => c.Row).ToHashSet())) Add(document);
        }
        return [.. samples.SelectMany(s => s.Value.OrderBy(v => Hash(v.Id)).ThenBy(v => v.Text, StringComparer.Ordinal).Take(s.Key.Length == 0 ? KeptShown : OfAReason))];

        void Add(Document document)
        {
            foreach (var pair in document.Structure?.Questions.Where(q => q.Evidence is not null).Take(1) ?? [])
                Offer(new("", document.Id, document.Metadata.GetValueOrDefault("rephrase_style", ""), pair.Evidence!, pair.Question, Excerpt.Marked(pair.Answer, TextLength)));
            foreach (var item in document.Metadata.TryGetValue(RefusedItem.Metadata, out var refused) ? RefusedItem.Read(refused) : []) Offer(RephrasingSample.Of(document, item));
        }

        void Offer(RephrasingSample sample)
        {
            if (!samples.TryGetValue(sample.Reason, out var list)) samples[sample.Reason] = list = [];
            list.Add(sample);
        }
    }

    /// <summary>Rows of derived documents, those of the lowest hashes.</summary>
    List<(ShardFile File, long Row)> Chosen(IReadOnlyList<ShardFile> shards)
    {
        var queue = new PriorityQueue<(ShardFile File, long Row), ulong>(Comparer<ulong>.Create((a, b) => b.CompareTo(a)));
        foreach (var shard in shards)
        {
            using var parents = ShardReader.Open(storage.OpenRead(shard.Path), shard.Path);
            using var ids = ShardReader.Open(storage.OpenRead(shard.Path), shard.Path);
            foreach (var (row, (parent, id)) in parents.Texts("derived_from").Zip(ids.Texts("id")).Index())
            {
                if (parent is null) continue;
                queue.Enqueue((shard, row), Hash(id!));
                if (queue.Count > Looked) queue.Dequeue();
            }
        }
        return [.. queue.UnorderedItems.OrderBy(i => i.Priority).Select(i => i.Element)];
    }

    ulong Hash(string id) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(id), seed);
}
