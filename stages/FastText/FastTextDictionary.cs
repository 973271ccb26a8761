using System.Runtime.CompilerServices;
using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Words and labels of a model, and the rows that a line stands for. Follows fastText's dictionary.cc to the byte.</summary>
sealed class FastTextDictionary
{
    readonly FastTextArgs _args;
    readonly TokenTable _tokens;
    readonly long[] _counts;
    readonly long _tokenCount;
    readonly IReadOnlyDictionary<int, int>? _kept;
    readonly NgramRows _ngrams;
    readonly SubwordRows _subwords;
    // Rows of a word: itself and its character n-grams.
    readonly int[] _wordRows = [], _wordEnds = [];
    int _firstSum = -1;

    /// <param name="args">Settings of the model.</param>
    /// <param name="tokens">Words, then labels.</param>
    /// <param name="words">Number of words.</param>
    /// <param name="counts">How often each token stood in the training data.</param>
    /// <param name="tokenCount">Tokens of the training data.</param>
    /// <param name="kept">Buckets that pruning kept and their rows; null if the model is not pruned.</param>
    public FastTextDictionary(FastTextArgs args, TokenTable tokens, int words, long[] counts, long tokenCount, IReadOnlyDictionary<int, int>? kept)
    {
        (_args, _tokens, Words, _counts, _tokenCount, _kept) = (args, tokens, words, counts, tokenCount, kept);
        _ngrams = new(words, args.Buckets, kept);
        _subwords = new(args, _ngrams);
        Labels = [.. Enumerable.Range(words, tokens.Count - words).Select(tokens.Text)];
        if (args.MaxN == 0) return;
        var rows = new RowList();
        _wordEnds = new int[words + 1];
        for (var word = 0; word < words; word++)
        {
            rows.Add(word);
            if (!IsEnd(tokens[word])) AddSubwords(tokens[word], rows);
            _wordEnds[word + 1] = rows.Rows.Length;
        }
        _wordRows = rows.Rows.ToArray();
    }

    /// <summary>The token of the line's end.</summary>
    public static ReadOnlySpan<byte> End => "</s>"u8;

    /// <summary>What labels begin with.</summary>
    public static ReadOnlySpan<byte> LabelPrefix => "__label__"u8;

    /// <summary>Number of words; rows of character and word n-grams follow them.</summary>
    public int Words { get; }

    /// <summary>Rows that words and n-grams may stand for.</summary>
    public long Rows => Words + (_kept is null && !_args.HasNgrams ? 0 : _ngrams.Count);

    /// <summary>Labels in order, prefix included.</summary>
    public string[] Labels { get; }

    /// <summary>How often each label stood in the training data; the tree of hierarchical softmax is made of it.</summary>
    public ReadOnlySpan<long> LabelCounts => _counts.AsSpan(Words);

    /// <summary>Whether buckets were pruned, as quantization may do.</summary>
    public bool IsPruned => _kept is not null;

    public static FastTextDictionary Read(ModelInput input, FastTextArgs args)
    {
        var (size, words, labels) = (input.Int32(), input.Int32(), input.Int32());
        var tokenCount = input.Int64();
        var pruned = input.Int64();
        input.Require(size >= 0 && words >= 0 && labels > 0 && words + (long)labels == size, $"{size} entries, {words} words, {labels} labels");
        input.Require(pruned is >= -1 and <= FastTextArgs.MaxBuckets, $"{pruned} pruned n-grams");
        var entries = new List<byte[]>();
        var counts = new List<long>();
        for (var i = 0; i < size; i++)
        {
            entries.Add(input.Text());
            counts.Add(input.Int64());
            var kind = input.Byte();
            input.Require(counts[i] is >= 0 and < (long)1e15, $"an entry counted {counts[i]} times");
            input.Require(kind == (i < words ? 0 : 1), $"entry {i} of kind {kind}; words come first, then labels");
        }
        var kept = pruned < 0 ? null : new Dictionary<int, int>();
        for (long i = 0; i < pruned; i++)
        {
            var (bucket, row) = (input.Int32(), input.Int32());
            input.Require(row >= 0, $"n-gram row {row}");
            kept![bucket] = row;
        }
        return new(args, new(entries), words, [.. counts], tokenCount, kept);
    }

    public void Write(BinaryWriter output)
    {
        foreach (var value in (ReadOnlySpan<int>)[_tokens.Count, Words, Labels.Length]) output.Write(value);
        output.Write(_tokenCount);
        output.Write(_kept is null ? -1L : _kept.Count);
        for (var i = 0; i < _tokens.Count; i++)
        {
            output.Write(_tokens[i]);
            output.Write((byte)0);
            output.Write(_counts[i]);
            output.Write((byte)(i < Words ? 0 : 1));
        }
        foreach (var (bucket, row) in _kept ?? new Dictionary<int, int>())
        {
            output.Write(bucket);
            output.Write(row);
        }
    }

    /// <summary>Rows of a word: itself and its character n-grams.</summary>
    public ReadOnlySpan<int> RowsOf(int word) => _wordRows.AsSpan(_wordEnds[word].._wordEnds[word + 1]);

    /// <summary>From now on a word stands for one row, the sum of its rows, at <paramref name="firstRow"/> plus its ordinal.</summary>
    public void UseSums(int firstRow) => _firstSum = firstRow;

    /// <summary>Adds the rows of a line of UTF-8 text.</summary>
    /// <param name="line">The line; it ends at its first line feed or token <c>&lt;/s&gt;</c>, if it has one.</param>
    /// <param name="rows">Gets rows and labels.</param>
    public void AddLine(ReadOnlySpan<byte> line, RowList rows)
    {
        var at = 0;
        while (at < line.Length && line[at] != '\n')
        {
            if (IsSpace(line[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var hash = Fnv.Basis;
            while (at < line.Length && !IsSpace(line[at])) hash = Fnv.Add(hash, line[at++]);
            var token = line[start..at];
            if (IsEnd(token)) break;
            AddToken(token, hash, rows);
        }
        AddEnd(rows);
        if (_args.WordNgrams > 1 && !_ngrams.IsEmpty) AddWordNgrams(rows);
    }

    /// <summary>Whether fastText takes a byte for space between tokens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSpace(byte value) => value <= ' ' && (value is (byte)' ' or 0 || value - 9u <= 4);

    static bool IsEnd(ReadOnlySpan<byte> token) => token.SequenceEqual(End);

    /// <summary>Words that are not in the dictionary stand for their character n-grams alone.</summary>
    void AddToken(ReadOnlySpan<byte> token, uint hash, RowList rows)
    {
        var word = _tokens.Find(token, hash);
        if (word >= Words)
        {
            rows.AddLabel(word - Words);
            return;
        }
        if (word >= 0)
        {
            AddWord(word, rows);
        }
        else
        {
            if (token.StartsWith(LabelPrefix)) return;
            if (_args.MaxN > 0) rows.AddUnknown(token, hash, this);
        }
        rows.AddHash((int)hash);
    }

    void AddWord(int word, RowList rows)
    {
        if (_args.MaxN == 0) rows.Add(word);
        else if (_firstSum >= 0) rows.AddSum(_firstSum + word, _wordEnds[word + 1] - _wordEnds[word]);
        else rows.AddRange(RowsOf(word));
    }

    void AddEnd(RowList rows)
    {
        var hash = Fnv.Hash(End);
        var word = _tokens.Find(End, hash);
        if (word >= Words) return;
        if (word >= 0) AddWord(word, rows);
        rows.AddHash((int)hash);
    }

    void AddWordNgrams(RowList rows)
    {
        var hashes = rows.Hashes;
        for (var i = 0; i < hashes.Length; i++)
        {
            // Hashes are signed there, so that high ones extend into the upper half.
            var hash = (ulong)(long)hashes[i];
            for (var j = i + 1; j < hashes.Length && j < i + _args.WordNgrams; j++)
            {
                hash = unchecked(hash * 116049371 + (ulong)(long)hashes[j]);
                _ngrams.Add(hash, rows);
            }
        }
    }

    /// <summary>Adds the rows of a token's character n-grams.</summary>
    public void AddSubwords(ReadOnlySpan<byte> token, RowList rows) => _subwords.Add(token, rows);
}
