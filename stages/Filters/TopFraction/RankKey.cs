using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Curation.Stages.Filters.TopFraction;

/// <summary>A document's place: by score, best first, then by id. 24 bytes, whose order as bytes is the order of keys.</summary>
readonly record struct RankKey(ulong Score, UInt128 Id) : IComparable<RankKey>
{
    public const int Size = 24;

    /// <summary>The key of a document.</summary>
    /// <param name="score">Its score, a number.</param>
    /// <param name="id">Its id.</param>
    /// <param name="highest">Whether high scores are best.</param>
    public static RankKey Of(double score, string id, bool highest)
    {
        // Zero has one sign; the bits of numbers are then made to rise with them.
        var bits = BitConverter.DoubleToInt64Bits(score + 0.0);
        var rising = bits < 0 ? ~(ulong)bits : (ulong)bits | 1UL << 63;
        return new(highest ? ~rising : rising, IdOf(id));
    }

    /// <summary>The score that a key was made of.</summary>
    public double ScoreOf(bool highest)
    {
        var rising = highest ? ~Score : Score;
        return BitConverter.UInt64BitsToDouble(rising >> 63 == 1 ? rising & ~(1UL << 63) : ~rising);
    }

    public static RankKey Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Score);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[8..], Id);
    }

    /// <summary>Sixteen bits of the key, the first for level 0; there are twelve levels.</summary>
    public int Digit(int level) => level < 4 ? (ushort)(Score >> (48 - level * 16)) : (ushort)(Id >> (112 - (level - 4) * 16));

    public int CompareTo(RankKey other) => Score != other.Score ? Score.CompareTo(other.Score) : Id.CompareTo(other.Id);

    public static bool operator <(RankKey left, RankKey right) => left.CompareTo(right) < 0;

    public static bool operator >(RankKey left, RankKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(RankKey left, RankKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RankKey left, RankKey right) => left.CompareTo(right) >= 0;

    static UInt128 IdOf(string id) => id.Length == 32 && UInt128.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        ? number : XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()));
}
