using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Dedup.Clusters;

/// <summary>Numbers all documents of a corpus stage's input: shard after shard, row after row.</summary>
sealed class InputOrdinals
{
    readonly ulong[] _starts;

    /// <summary>The numbers of this input.</summary>
    public InputOrdinals(CorpusInput input)
    {
        _starts = new ulong[input.Shards.Length + 1];
        for (var i = 0; i < input.Shards.Length; i++) _starts[i + 1] = _starts[i] + (ulong)input.Shards[i].Rows;
    }

    /// <summary>Number of documents.</summary>
    public long Count => (long)_starts[^1];

    /// <summary>Number of the first document of a shard.</summary>
    public ulong Start(int shard) => _starts[shard];

    /// <summary>The shard of a document.</summary>
    public int ShardOf(ulong document)
    {
        var found = Array.BinarySearch(_starts, document);
        if (found < 0) return ~found - 1;
        // Empty shards begin where the next one does.
        while (_starts[found + 1] == document) found++;
        return found;
    }

    /// <summary>Rows of all shards.</summary>
    public static long Rows(ImmutableArray<CorpusShard> shards) => shards.Sum(s => s.Rows);
}
