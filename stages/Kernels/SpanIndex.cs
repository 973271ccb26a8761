using System.Numerics;

namespace Curation.Stages.Kernels;

/// <summary>
/// Numbers the different pieces of a text in the order they first occur and counts them. Pieces are compared by their characters, so
/// no two are taken for one. Used again and again without allocating; one thread at a time.
/// </summary>
sealed class SpanIndex
{
    // Above it the arrays of a giant text are not kept for the next.
    const int KeptCapacity = 1 << 18;

    int[] _slots = new int[512];
    Entry[] _entries = new Entry[128];
    int _mask = 511;

    struct Entry
    {
        public ulong Hash;
        public int Start, Length, Count;
    }

    /// <summary>Number of different pieces.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all pieces; makes room for about as many as are expected.</summary>
    public void Clear(int expected)
    {
        Count = 0;
        var slots = Math.Max(512, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(expected, 1 << 29) * 2));
        if (_slots.Length < slots || _slots.Length > Math.Max(slots, KeptCapacity)) _slots = new int[slots];
        else _slots.AsSpan(0, slots).Clear();
        _mask = slots - 1;
        if (_entries.Length > KeptCapacity) _entries = new Entry[128];
    }

    /// <summary>Number of the piece of <paramref name="text"/>, which counts once more.</summary>
    public int Add(ReadOnlySpan<char> text, int start, int length)
    {
        var piece = text.Slice(start, length);
        var hash = CharHash.Of(piece);
        for (var slot = (int)hash & _mask; ; slot = (slot + 1) & _mask)
        {
            var id = _slots[slot] - 1;
            if (id < 0)
            {
                _slots[slot] = Count + 1;
                return New(hash, start, length);
            }
            ref var entry = ref _entries[id];
            if (entry.Hash != hash || entry.Length != length || !text.Slice(entry.Start, length).SequenceEqual(piece)) continue;
            entry.Count++;
            return id;
        }
    }

    /// <summary>How often the piece of a number was added.</summary>
    public int CountOf(int id) => _entries[id].Count;

    int New(ulong hash, int start, int length)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        _entries[Count] = new() { Hash = hash, Start = start, Length = length, Count = 1 };
        if (++Count * 2 > _mask) Grow();
        return Count - 1;
    }

    void Grow()
    {
        _mask = (_mask * 2) + 1;
        if (_slots.Length <= _mask) _slots = new int[_mask + 1];
        else _slots.AsSpan(0, _mask + 1).Clear();
        for (var id = 0; id < Count; id++)
        {
            var slot = (int)_entries[id].Hash & _mask;
            while (_slots[slot] != 0) slot = (slot + 1) & _mask;
            _slots[slot] = id + 1;
        }
    }
}
