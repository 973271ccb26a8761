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

    /// <summary>The bucket of a hash of a character n-gram.</summary>
    public int Bucket(uint hash)
    {
        // The remainder without a division (Lemire, Kaser and Kurz 2019); exact for 32-bit hashes.
        return (int)Math.BigMul(_reciprocal * hash, _buckets, out _);
    }

    /// <summary>1 if a bucket has a row, or 0.</summary>
    public int Has(int bucket) => _pruned ? (int)(_bits[bucket >> 6] >> bucket) & 1 : 1;

    /// <summary>Adds the rows of buckets that have one.</summary>
    public void Add(ReadOnlySpan<int> buckets, RowList rows)
    {
        foreach (var bucket in buckets) rows.Add(Row(bucket));
    }

    /// <summary>Adds the row of a hash of a word n-gram.</summary>
    public void Add(ulong hash, RowList rows)
    {
        // The same for 64 bits (Barrett 1986): the quotient is at most two too small.
        var rest = unchecked(hash - Math.BigMul(hash, _reciprocal - 1, out _) * _buckets);
        while (rest >= _buckets) rest -= _buckets;
        if (Has((int)rest) == 1) rows.Add(Row((int)rest));
    }

    int Row(int bucket) => _pruned ? _rows[_ranks[bucket >> 6] + BitOperations.PopCount(_bits[bucket >> 6] & ((1UL << bucket) - 1))] : _words + bucket;
}
