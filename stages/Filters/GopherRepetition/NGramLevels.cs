using System.Numerics;
using Curation.Stages.Kernels;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// Numbers the n-grams of a word list that occur more than once, for n = 1, 2, 3 and so on. An n-gram is the pair of the (n-1)-grams
/// at its place and the next, so pairs of numbers are compared and never words; and it can only be repeated where both of these are,
/// so that each level looks at what is left of the one before. Exact: no two n-grams are taken for one.
/// </summary>
sealed class NGramLevels
{
    const int KeptCapacity = 1 << 18;

    readonly SpanIndex _words = new();
    int[] _grams = [];
    Entry[] _entries = new Entry[64];
    int[] _slots = new int[256];
    int _different, _candidates, _mask;

    struct Entry
    {
        public ulong Pair;
        public int First, Count;
    }

    /// <summary>Length of the n-grams.</summary>
    public int N { get; private set; }

    /// <summary>Number of n-grams, repeated or not.</summary>
    public int Count { get; private set; }

    /// <summary>Number of different n-grams that occur more than once, about: numbers go below it.</summary>
    public int Different => _different;

    /// <summary>Number of the n-gram at a place; -1 if it occurs once.</summary>
    public int this[int place] => _grams[place];

    /// <summary>Occurrences and first place of an n-gram by number; numbers rise with first places.</summary>
    public (int Count, int First) Repeated(int number) => (_entries[number].Count, _entries[number].First);

    /// <summary>Starts with the words.</summary>
    public void Start(ReadOnlySpan<char> text, ReadOnlySpan<Token> tokens)
    {
        (N, Count, _candidates) = (1, tokens.Length, 0);
        if (_grams.Length < Count || _grams.Length > Math.Max(Count, KeptCapacity)) _grams = new int[Math.Max(256, Count + (Count / 2))];
        if (_entries.Length > KeptCapacity) _entries = new Entry[64];
        _words.Clear(Count);
        for (var i = 0; i < Count; i++) _grams[i] = _words.Add(text, tokens[i].Start, tokens[i].Length);
        for (var i = 0; i < Count; i++)
        {
            if (_words.CountOf(_grams[i]) == 1) _grams[i] = -1;
            else _candidates++;
        }
    }

    /// <summary>Goes to n-grams that are one word longer.</summary>
    public void Next()
    {
        N++;
        Count = Math.Max(0, Count - 1);
        _different = 0;
        if (_candidates == 0) return;
        ClearSlots();
        for (var i = 0; i < Count; i++) _grams[i] = (_grams[i] | _grams[i + 1]) < 0 ? -1 : Add(((ulong)(uint)_grams[i] << 32) | (uint)_grams[i + 1], i);
        _candidates = 0;
        for (var i = 0; i < Count; i++)
        {
            if (_grams[i] < 0) continue;
            if (_entries[_grams[i]].Count == 1) _grams[i] = -1;
            else _candidates++;
        }
    }

    void ClearSlots()
    {
        var slots = Math.Max(256, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(_candidates, 1 << 29) * 2));
        if (_slots.Length < slots || _slots.Length > Math.Max(slots, KeptCapacity)) _slots = new int[slots];
        else _slots.AsSpan(0, slots).Clear();
        _mask = slots - 1;
    }

    int Add(ulong pair, int place)
    {
        for (var slot = (int)((pair * 0x9E3779B97F4A7C15) >> 32) & _mask; ; slot = (slot + 1) & _mask)
        {
            var number = _slots[slot] - 1;
            if (number < 0)
            {
                if (_different == _entries.Length) Array.Resize(ref _entries, _different * 2);
                _entries[_different] = new() { Pair = pair, First = place, Count = 1 };
                _slots[slot] = ++_different;
                return _different - 1;
            }
            if (_entries[number].Pair != pair) continue;
            _entries[number].Count++;
            return number;
        }
    }
}
