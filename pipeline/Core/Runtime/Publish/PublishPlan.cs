using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Core.Runtime.Publish;

/// <summary>How published shards are cut, from manifests alone.</summary>
/// <param name="Scatter">Ordinals of input shards that each scatter task reads.</param>
/// <param name="Shards">Number of published shards.</param>
/// <param name="BucketsPerShard">Buckets of the final order in a shard: each is sorted in memory.</param>
/// <param name="Dropped">Files of dropped documents that each published file of them is made of.</param>
sealed record PublishPlan(ImmutableArray<ImmutableArray<int>> Scatter, int Shards, int BucketsPerShard, ImmutableArray<ImmutableArray<string>> Dropped)
{
    const long ScatterBytes = 256 << 20, MaxScatters = 1024;
    const long BucketBytes = 2 << 20;

    /// <summary>The published shard of a place in the final order.</summary>
    public int Shard(ulong key) => (int)Math.BigMul(key, (ulong)Shards, out _);

    /// <summary>The bucket of a place within its shard.</summary>
    public int Bucket(int shard, ulong key) => (int)(Math.BigMul(key, (ulong)Shards * (ulong)BucketsPerShard, out _) - (ulong)shard * (ulong)BucketsPerShard);

    public static PublishPlan Of(OutputConfig output, CorpusInput input, IReadOnlyList<(string Path, long Bytes)> dropped)
    {
        var bytes = input.Shards.Sum(s => s.Bytes);
        var shards = (int)Math.Clamp((bytes + output.ShardBytes - 1) / output.ShardBytes, 1, 1 << 20);
        var buckets = (int)Math.Clamp((bytes / shards + BucketBytes - 1) / BucketBytes, 1, 1 << 10);
        return new(
            // Each published shard reads a piece of every scatter task: of a large run these grow, so that pieces do not get many and small.
            Pack([.. input.Shards.Select(s => (s.Ordinal, s.Bytes))], Math.Max(ScatterBytes, bytes / MaxScatters)),
            shards, buckets,
            Pack([.. dropped], output.ShardBytes));
    }

    /// <summary>Packs consecutive items until their bytes reach a size; no items make no pack.</summary>
    static ImmutableArray<ImmutableArray<T>> Pack<T>(IReadOnlyList<(T Item, long Bytes)> items, long size)
    {
        var packs = ImmutableArray.CreateBuilder<ImmutableArray<T>>();
        var open = ImmutableArray.CreateBuilder<T>();
        long bytes = 0;
        foreach (var (item, length) in items)
        {
            open.Add(item);
            bytes += length;
            if (bytes < size) continue;
            packs.Add(open.ToImmutable());
            open.Clear();
            bytes = 0;
        }
        if (open.Count > 0) packs.Add(open.ToImmutable());
        return packs.ToImmutable();
    }
}
