using System.Numerics;

namespace Curation.Stages.FastText;

/// <summary>Rows of buckets of n-grams, behind the rows of the words: all of them, or those that pruning kept.</summary>
sealed class NgramRows
{
    readonly int _words;
    readonly uint _buckets;
    readonly ulong _reciprocal;
    readonly bool _pruned;
    // A bit a bucket, and before each 64 of them the number of set bits: the index of the bucket's row.
    readonly ulong[] _bits = [];
    readonly int[] _ranks = [];
    readonly int[] _rows = [];

    /// <param name="words">Rows before the first n-gram's.</param>
    /// <param name="buckets">Number of buckets.</param>
    /// <param name="kept">Buckets that pruning kept and their rows; null if the model is not pruned.</param>
    public NgramRows(int words, int buckets, IReadOnlyDictionary<int, int>? kept)
    {
        (_words, _buckets, _pruned) = (words, (uint)buckets, kept is not null);
        _reciprocal = buckets > 0 ? ulong.MaxValue / (uint)buckets + 1 : 0;
        Count = kept is null ? buckets : kept.Count == 0 ? 0 : kept.Values.Max() + 1L;
        if (kept is null) return;
        var valid = kept.Where(k => k.Key >= 0 && k.Key < buckets).OrderBy(k => k.Key).ToArray();
        _bits = new ulong[(buckets + 63) / 64];
        _ranks = new int[_bits.Length];
        foreach (var (bucket, _) in valid) _bits[bucket >> 6] |= 1UL << bucket;
        for (var i = 1; i < _bits.Length; i++) _ranks[i] = _ranks[i - 1] + BitOperations.PopCount(_bits[i - 1]);
        _rows = [.. valid.Select(k => words + k.Value)];
    }

    /// <summary>Rows behind those of the words.</summary>
    public long Count { get; }

    /// <summary>Whether no n-gram has a row.</summary>
    public bool IsEmpty => _buckets == 0 || (_pruned && _rows.Length == 0);

    /// <summary>Adds the row of a hash of a character n-gram.</summary>
    public void Add(uint hash, RowList rows)
    {
        // The remainder without a division (Lemire, Kaser and Kurz 2019); exact for 32-bit hashes.
        var bucket = (int)Math.BigMul(_reciprocal * hash, _buckets, out _);
        AddBucket(bucket, rows);
    }

    /// <summary>Adds the row of a hash of a word n-gram.</summary>
    public void Add(ulong hash, RowList rows) => AddBucket((int)(hash % _buckets), rows);

    void AddBucket(int bucket, RowList rows)
    {
        if (!_pruned)
        {
            rows.Add(_words + bucket);
            return;
        }
        var bits = _bits[bucket >> 6];
        var bit = 1UL << bucket;
        if ((bits & bit) != 0) rows.Add(_rows[_ranks[bucket >> 6] + BitOperations.PopCount(bits & (bit - 1))]);
    }
}
