using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>
/// Hashes of the character n-grams of a run of text, eight beginnings at a time: the bytes of each character lie in planes, so that the same step
/// of a hash is one instruction for all. <see cref="Fnv"/> is the oracle.
/// </summary>
/// <param name="bytes">Room of <see cref="BytesRoom"/> for the planes; what it holds does not matter.</param>
/// <param name="hashes">Room of <see cref="HashesRoom"/> for hashes.</param>
ref struct SubwordHashes(Span<int> bytes, Span<uint> hashes)
{
    /// <summary>Bytes in planes.</summary>
    public const int BytesRoom = Planes * Room;

    /// <summary>Hashes of all lengths.</summary>
    public const int HashesRoom = Longest * Row;

    /// <summary>Beginnings that are hashed at once.</summary>
    public const int Starts = 128;

    /// <summary>Longest n-gram in characters.</summary>
    public const int Longest = 8;

    // A character has up to four bytes. Beginnings go by eights, and their n-grams reach behind the last.
    const int Planes = 4, Room = Starts + 8 + Longest, Row = Starts + 8;

    // No byte, signed, has this value.
    const int Absent = 0x100;

    readonly Span<int> _bytes = bytes;
    readonly Span<uint> _hashes = hashes;

    /// <summary>Characters that were read: those of this run's beginnings and those that their n-grams reach into.</summary>
    public int Characters { get; private set; }

    /// <summary>Where the first character behind <see cref="Starts"/> beginnings lies; the text's length if there is none.</summary>
    public int Next { get; private set; }

    /// <summary>Hashes what begins with the next characters.</summary>
    /// <param name="text">UTF-8; at <paramref name="from"/> a character begins.</param>
    /// <param name="from">The first beginning.</param>
    /// <param name="minN">Characters of the shortest n-gram.</param>
    /// <param name="maxN">Characters of the longest one.</param>
    /// <returns>False if a character has more bytes than UTF-8 has: nothing was hashed.</returns>
    public bool Fill(ReadOnlySpan<byte> text, int from, int minN, int maxN)
    {
        var width = Spread(text, from, Starts + maxN - 1);
        if (width > Planes) return false;
        ref var bytes = ref MemoryMarshal.GetReference(_bytes);
        ref var hashes = ref MemoryMarshal.GetReference(_hashes);
        var absent = Vector256.Create(unchecked((uint)Absent));
        for (nuint start = 0; start < (nuint)Math.Min(Characters, Starts); start += 8)
        {
            var hash = Vector256.Create(Fnv.Basis);
            for (var n = 0; n < maxN; n++)
            {
                hash = (hash ^ Vector256.LoadUnsafe(ref bytes, start + (nuint)n).AsUInt32()) * Fnv.Prime;
                for (var plane = 1; plane < width; plane++)
                {
                    var value = Vector256.LoadUnsafe(ref bytes, (nuint)(plane * Room) + start + (nuint)n).AsUInt32();
                    hash = Vector256.ConditionalSelect(Vector256.Equals(value, absent), hash, (hash ^ value) * Fnv.Prime);
                }
                if (n + 1 >= minN) hash.StoreUnsafe(ref hashes, (nuint)(n * Row) + start);
            }
        }
        return true;
    }

    /// <summary>The hash of the n-gram of <paramref name="n"/> characters at a beginning.</summary>
    public readonly uint this[int start, int n] => _hashes[((n - 1) * Row) + start];

    /// <summary>Lays characters into the planes; gives the most bytes of one.</summary>
    int Spread(ReadOnlySpan<byte> text, int from, int most)
    {
        var (at, count, width) = (from, 0, 1);
        Next = text.Length;
        for (; count < most && at < text.Length; count++)
        {
            if (count == Starts) Next = at;
            _bytes[count] = (sbyte)text[at++];
            var length = 1;
            for (; at < text.Length && (text[at] & 0xC0) == 0x80; length++)
            {
                if (length == Planes) return Planes + 1;
                _bytes[(length * Room) + count] = (sbyte)text[at++];
            }
            width = Math.Max(width, length);
            for (; length < Planes; length++) _bytes[(length * Room) + count] = Absent;
        }
        if (count == Starts && at < text.Length) Next = at;
        Characters = count;
        return width;
    }
}
