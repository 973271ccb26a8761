using System.Numerics;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>
/// The words of all items and where short runs of them (seeds) stand. A seed that stands in too many places is left out: the items that
/// hold it are found by their other seeds.
/// </summary>
sealed class EvalIndex
{
    readonly uint[] _words;
    readonly int[] _passageOf;
    readonly ulong[] _filter;
    readonly int[] _buckets;
    readonly (uint Tag, int Position)[] _entries;
    readonly int _shift;

    public EvalIndex(List<EvalPassage> passages, uint[] words, int seedLength, int mostPlaces, HashSet<int> templates)
    {
        (Passages, _words, SeedLength, Templates) = (passages, words, seedLength, templates);
        _passageOf = new int[words.Length];
        for (var passage = 0; passage < passages.Count; passage++) _passageOf.AsSpan(passages[passage].Start, passages[passage].Length).Fill(passage);
        var seeds = Seeds(mostPlaces);
        var bits = Math.Clamp(BitOperations.Log2((uint)Math.Max(1, seeds.Length)) + 1, 4, 28);
        _shift = 64 - bits;
        _filter = new ulong[1 << Math.Max(0, bits - 3)];
        _buckets = new int[(1 << bits) + 1];
        _entries = new (uint, int)[seeds.Length];
        for (var i = 0; i < seeds.Length; i++)
        {
            _buckets[(int)(seeds[i].Hash >> _shift) + 1]++;
            _entries[i] = ((uint)seeds[i].Hash, seeds[i].Position);
            Set(seeds[i].Hash);
        }
        for (var i = 1; i < _buckets.Length; i++) _buckets[i] += _buckets[i - 1];
    }

    /// <summary>The items, as words.</summary>
    public IReadOnlyList<EvalPassage> Passages { get; }

    /// <summary>Words of a seed.</summary>
    public int SeedLength { get; }

    /// <summary>Places at which a run of n words begins that too many items share.</summary>
    public HashSet<int> Templates { get; }

    /// <summary>Bytes that the index takes, about.</summary>
    public long Bytes => _words.Length * 8L + _filter.Length * 8L + _buckets.Length * 4L + _entries.Length * 8L + Templates.Count * 24L + Passages.Count * 80L;

    public ReadOnlySpan<uint> Words(EvalPassage passage) => _words.AsSpan(passage.Start, passage.Length);

    /// <summary>Ordinal of the passage at a place.</summary>
    public int PassageAt(int position) => _passageOf[position];

    /// <summary>False if no seed has the hash; true says little.</summary>
    public bool MayHave(ulong hash) => (_filter[(int)((hash >> _shift) >> 3)] & 1UL << (int)(hash & 63)) != 0;

    /// <summary>Places of seeds whose hash is like this one.</summary>
    public ReadOnlySpan<(uint Tag, int Position)> Places(ulong hash)
    {
        var bucket = (int)(hash >> _shift);
        return _entries.AsSpan(_buckets[bucket].._buckets[bucket + 1]);
    }

    void Set(ulong hash) => _filter[(int)((hash >> _shift) >> 3)] |= 1UL << (int)(hash & 63);

    (ulong Hash, int Position)[] Seeds(int mostPlaces)
    {
        var seeds = new List<(ulong Hash, int Position)>(_words.Length);
        foreach (var passage in Passages)
            for (var at = passage.Start + passage.FirstSeed; at + SeedLength <= passage.Start + passage.Length; at++) seeds.Add((RollingHash.Of(_words.AsSpan(at, SeedLength)), at));
        seeds.Sort();
        var kept = new List<(ulong, int)>(seeds.Count);
        for (int i = 0, end; i < seeds.Count; i = end)
        {
            for (end = i + 1; end < seeds.Count && seeds[end].Hash == seeds[i].Hash;) end++;
            if (end - i <= mostPlaces) kept.AddRange(seeds[i..end]);
        }
        return [.. kept];
    }
}

/// <summary>An item as words of the index.</summary>
/// <param name="Eval">Name of the evaluation.</param>
/// <param name="Item">Name of the item.</param>
/// <param name="Start">Its first word.</param>
/// <param name="Length">Number of its words, question and answer.</param>
/// <param name="Core">Words, from the first, of which most must be found: those of the question, or all.</param>
/// <param name="FirstSeed">First word at which a run may begin.</param>
sealed record EvalPassage(string Eval, string Item, int Start, int Length, int Core, int FirstSeed);
