using Curation.Stages.Kernels;

namespace Curation.Stages.FastText.Training;

/// <summary>Counts words and labels, and makes a dictionary of them.</summary>
sealed class TokenCounter
{
    /// <summary>Distinct tokens from which on rare ones are let go, as fastText does it.</summary>
    const int MostTokens = 22_500_000;

    readonly List<byte[]> _tokens = [];
    readonly List<long> _counts = [];
    readonly List<uint> _hashes = [];
    int[] _slots = NewSlots(1 << 16);
    long _total;
    int _least;

    /// <summary>Counts the tokens of a line and its end.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        var at = 0;
        while (at < line.Length && line[at] != '\n')
        {
            if (FastTextDictionary.IsSpace(line[at]))
            {
                at++;
                continue;
            }
            var start = at;
            var hash = Fnv.Basis;
            while (at < line.Length && !FastTextDictionary.IsSpace(line[at])) hash = Fnv.Add(hash, line[at++]);
            var token = line[start..at];
            if (token.SequenceEqual(FastTextDictionary.End)) break;
            Count(token, hash);
        }
        Count(FastTextDictionary.End, Fnv.Hash(FastTextDictionary.End));
        if (_tokens.Count > MostTokens) Prune();
    }

    /// <summary>The dictionary: words, then labels, each by falling count; of equal counts the first that was seen.</summary>
    public FastTextDictionary Build(FastTextArgs args)
    {
        var kept = Enumerable.Range(0, _tokens.Count).Where(i => IsLabel(i) || _counts[i] >= args.MinCount)
            .OrderBy(i => IsLabel(i)).ThenByDescending(i => _counts[i]).ThenBy(i => i).ToArray();
        var words = kept.Count(i => !IsLabel(i));
        return new(args, new([.. kept.Select(i => _tokens[i])]), words, [.. kept.Select(i => _counts[i])], _total, null);
    }

    static int[] NewSlots(int count)
    {
        var slots = new int[count];
        slots.AsSpan().Fill(-1);
        return slots;
    }

    bool IsLabel(int token) => _tokens[token].AsSpan().StartsWith(FastTextDictionary.LabelPrefix);

    void Count(ReadOnlySpan<byte> token, uint hash)
    {
        _total++;
        var slot = hash & (uint)(_slots.Length - 1);
        for (; _slots[slot] is >= 0 and var found; slot = (slot + 1) & (uint)(_slots.Length - 1))
        {
            if (_hashes[found] != hash || !token.SequenceEqual(_tokens[found])) continue;
            _counts[found]++;
            return;
        }
        _slots[slot] = _tokens.Count;
        _tokens.Add(token.ToArray());
        _counts.Add(1);
        _hashes.Add(hash);
        if (_tokens.Count * 2 > _slots.Length) Rehash(_slots.Length * 2);
    }

    void Prune()
    {
        _least++;
        var kept = Enumerable.Range(0, _tokens.Count).Where(i => IsLabel(i) || _counts[i] > _least).ToArray();
        var (tokens, counts, hashes) = (kept.Select(i => _tokens[i]).ToArray(), kept.Select(i => _counts[i]).ToArray(), kept.Select(i => _hashes[i]).ToArray());
        _tokens.Clear();
        _counts.Clear();
        _hashes.Clear();
        _tokens.AddRange(tokens);
        _counts.AddRange(counts);
        _hashes.AddRange(hashes);
        Rehash(_slots.Length);
    }

    void Rehash(int size)
    {
        _slots = NewSlots(size);
        for (var i = 0; i < _hashes.Count; i++)
        {
            var slot = _hashes[i] & (uint)(size - 1);
            while (_slots[slot] >= 0) slot = (slot + 1) & (uint)(size - 1);
            _slots[slot] = i;
        }
    }
}
