using System.Runtime.CompilerServices;
using Curation.Stages.Kernels;

namespace Curation.Stages.LanguageId;

/// <summary>Words and labels of a model, and the rows that the tokens of a line stand for. Follows fastText's dictionary.cc to the byte.</summary>
sealed class FastTextDictionary
{
    readonly FastTextArgs _args;
    readonly byte[][] _entries;
    readonly int[] _slots;
    readonly uint[] _hashes;
    readonly int[][] _subwords;
    readonly long _pruned;
    readonly Dictionary<int, int> _kept;

    FastTextDictionary(FastTextArgs args, byte[][] entries, int words, long[] labelCounts, long pruned, Dictionary<int, int> kept)
    {
        (_args, _entries, Words, LabelCounts, _pruned, _kept) = (args, entries, words, labelCounts, pruned, kept);
        Labels = [.. entries[words..].Select(e => ModelInput.Show(e))];
        _hashes = [.. entries.Select(e => Fnv.Hash(e))];
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, entries.Length * 2))];
        _slots.AsSpan().Fill(-1);
        for (var i = 0; i < entries.Length; i++)
        {
            var slot = (int)_hashes[i] & (_slots.Length - 1);
            while (_slots[slot] >= 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i;
        }
        _subwords = args.MaxN > 0 ? [.. entries[..words].Select((e, i) => Subwords(e, i))] : [];
    }

    /// <summary>Number of words; rows of character and word n-grams follow them.</summary>
    public int Words { get; }

    /// <summary>Rows that words and n-grams may stand for.</summary>
    public long Rows => Words + (_args.MaxN == 0 && _args.WordNgrams <= 1 ? 0 : _pruned < 0 ? _args.Buckets : _kept.Count == 0 ? 0 : _kept.Values.Max() + 1L);

    /// <summary>Labels in order, prefix included.</summary>
    public string[] Labels { get; }

    /// <summary>How often each label stood in the training data; the tree of hierarchical softmax is made of it.</summary>
    public long[] LabelCounts { get; }

    public static FastTextDictionary Read(ModelInput input, FastTextArgs args)
    {
        var (size, words, labels) = (input.Int32(), input.Int32(), input.Int32());
        input.Int64(); // tokens
        var pruned = input.Int64();
        input.Require(size >= 0 && words >= 0 && labels > 0 && words + (long)labels == size, $"{size} entries, {words} words, {labels} labels");
        input.Require(pruned is >= -1 and <= int.MaxValue, $"{pruned} pruned n-grams");
        var entries = new List<byte[]>();
        var counts = new List<long>();
        for (var i = 0; i < size; i++)
        {
            entries.Add(input.Text());
            var count = input.Int64();
            var kind = input.Byte();
            input.Require(count is >= 0 and < (long)1e15, $"an entry counted {count} times");
            input.Require(kind == (i < words ? 0 : 1), $"entry {i} of kind {kind}; words come first, then labels");
            if (i >= words) counts.Add(count);
        }
        var kept = new Dictionary<int, int>();
        for (long i = 0; i < pruned; i++)
        {
            var (bucket, row) = (input.Int32(), input.Int32());
            input.Require(row >= 0, $"n-gram row {row}");
            kept[bucket] = row;
        }
        return new(args, [.. entries], words, [.. counts], pruned, kept);
    }

    /// <summary>Ordinal of a word or label, or -1.</summary>
    public int Find(ReadOnlySpan<byte> token, uint hash)
    {
        for (var slot = (int)hash & (_slots.Length - 1); _slots[slot] is >= 0 and var entry; slot = (slot + 1) & (_slots.Length - 1))
            if (_hashes[entry] == hash && token.SequenceEqual(_entries[entry])) return entry;
        return -1;
    }

    /// <summary>Adds the rows of one token; words that are not in the dictionary stand for their character n-grams alone.</summary>
    public void AddToken(ReadOnlySpan<byte> token, uint hash, bool isEnd, RowList rows)
    {
        var word = Find(token, hash);
        if (word >= Words || (word < 0 && token.StartsWith("__label__"u8))) return;
        rows.AddHash((int)hash);
        if (word >= 0)
        {
            if (_args.MaxN > 0) rows.AddRange(_subwords[word]);
            else rows.Add(word);
        }
        else if (!isEnd)
        {
            AddSubwords(token, rows);
        }
    }

    /// <summary>Adds the rows of n-grams of the tokens' hashes.</summary>
    public void AddWordNgrams(RowList rows)
    {
        if (_args.Buckets == 0) return;
        var hashes = rows.Hashes;
        for (var i = 0; i < hashes.Length; i++)
        {
            // Hashes are signed there, so that high ones extend into the upper half.
            var hash = (ulong)(long)hashes[i];
            for (var j = i + 1; j < hashes.Length && j < i + _args.WordNgrams; j++)
            {
                hash = unchecked(hash * 116049371 + (ulong)(long)hashes[j]);
                AddBucket((int)(hash % (ulong)_args.Buckets), rows);
            }
        }
    }

    int[] Subwords(byte[] word, int ordinal)
    {
        var rows = new RowList();
        rows.Add(ordinal);
        if (!word.AsSpan().SequenceEqual("</s>"u8)) AddSubwords(word, rows);
        return rows.Rows.ToArray();
    }

    [SkipLocalsInit]
    void AddSubwords(ReadOnlySpan<byte> token, RowList rows)
    {
        if (_args.MaxN <= 0 || _args.Buckets == 0) return;
        Span<byte> word = token.Length <= 1022 ? stackalloc byte[token.Length + 2] : new byte[token.Length + 2];
        word[0] = (byte)'<';
        token.CopyTo(word[1..]);
        word[^1] = (byte)'>';
        for (var start = 0; start < word.Length; start++)
        {
            if ((word[start] & 0xC0) == 0x80) continue;
            var hash = Fnv.Basis;
            var end = start;
            for (var n = 1; end < word.Length && n <= _args.MaxN; n++)
            {
                hash = Fnv.Add(hash, word[end++]);
                while (end < word.Length && (word[end] & 0xC0) == 0x80) hash = Fnv.Add(hash, word[end++]);
                if (n >= _args.MinN && !(n == 1 && (start == 0 || end == word.Length))) AddBucket((int)(hash % (uint)_args.Buckets), rows);
            }
        }
    }

    void AddBucket(int bucket, RowList rows)
    {
        if (_pruned == 0) return;
        if (_pruned < 0) rows.Add(Words + bucket);
        else if (_kept.TryGetValue(bucket, out var row)) rows.Add(Words + row);
    }
}
