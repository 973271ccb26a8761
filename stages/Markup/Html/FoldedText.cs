using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Stages.Markup.Html;

/// <summary>
/// Text of pages as it is shown: references replaced, runs of white space folded to one space, and none where a line begins. No-break
/// spaces are spaces; soft hyphens, byte order marks and control characters are left out.
/// </summary>
static class FoldedText
{
    /// <summary>Adds valid UTF-8 text to what is written.</summary>
    public static void Append(ReadOnlySpan<byte> text, bool references, TextBuffer target) =>
        Append(text, references, target, Vector256.IsHardwareAccelerated);

    /// <summary>The same with the vectors by choice, for tests.</summary>
    internal static void Append(ReadOnlySpan<byte> text, bool references, TextBuffer target, bool vectors)
    {
        var spaced = target.Last is ' ' or '\n' or '\t' or '\0';
        // A block is stored whole before it is known how much of it counts.
        var room = target.Room(text.Length + Vector256<byte>.Count);
        var (at, length) = (0, 0);
        while (at < text.Length)
        {
            if (vectors && text.Length - at >= Vector256<byte>.Count)
            {
                var plain = Copy(text[at..], room[length..], ref spaced);
                (at, length) = (at + plain, length + plain);
                if (plain == Vector256<byte>.Count) continue;
            }
            var read = One(text[at..], references, room[length..], ref spaced, out var written);
            (at, length) = (at + read, length + written);
        }
        target.Length += length;
    }

    /// <summary>Copies a block up to the first byte that is not plain: control, reference, beyond ASCII, or a space behind a space.</summary>
    static int Copy(ReadOnlySpan<byte> text, Span<char> room, ref bool spaced)
    {
        var block = Vector256.Create(text);
        var odd = Vector256.LessThan(block.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte() | Vector256.Equals(block, Vector256.Create((byte)'&'));
        var spaces = Vector256.Equals(block, Vector256.Create((byte)' ')).ExtractMostSignificantBits();
        var stops = odd.ExtractMostSignificantBits() | (spaces & ((spaces << 1) | (spaced ? 1u : 0u)));
        var (low, high) = Vector256.Widen(block);
        var units = MemoryMarshal.Cast<char, ushort>(room);
        low.CopyTo(units);
        high.CopyTo(units[Vector256<ushort>.Count..]);
        var plain = BitOperations.TrailingZeroCount(stops);
        if (plain > 0) spaced = ((spaces >> (plain - 1)) & 1) != 0;
        return plain;
    }

    /// <summary>Reads one character, reference or run of white space.</summary>
    static int One(ReadOnlySpan<byte> text, bool references, Span<char> room, ref bool spaced, out int written)
    {
        var first = text[0];
        written = 0;
        if (first is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f')
        {
            if (!spaced) room[written++] = ' ';
            spaced = true;
            var end = 1;
            while (end < text.Length && text[end] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f') end++;
            return end;
        }
        if (first == (byte)'&' && references)
        {
            var read = CharacterReferences.Read(text, room, inAttribute: false, out var units);
            if (read > 0)
            {
                for (var i = 0; i < units; i++) Keep(room[i], room, ref written, ref spaced);
                return read;
            }
        }
        if (first < 0x80)
        {
            if (first is >= 0x20 and not 0x7F) Keep((char)first, room, ref written, ref spaced);
            return 1;
        }
        if (first < 0xE0 && text.Length > 1)
        {
            Keep((char)(((first & 0x1F) << 6) | (text[1] & 0x3F)), room, ref written, ref spaced);
            return 2;
        }
        if (first < 0xF0 && text.Length > 2)
        {
            Keep((char)(((first & 0x0F) << 12) | ((text[1] & 0x3F) << 6) | (text[2] & 0x3F)), room, ref written, ref spaced);
            return 3;
        }
        System.Text.Rune.DecodeFromUtf8(text, out var rune, out var length);
        written = rune.EncodeToUtf16(room);
        spaced = false;
        return length;
    }

    static void Keep(char unit, Span<char> room, ref int written, ref bool spaced)
    {
        if (unit is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0')
        {
            if (!spaced) room[written++] = ' ';
            spaced = true;
            return;
        }
        if (unit is '\u00AD' or '\uFEFF' || (unit < 0xA0 && char.IsControl(unit))) return;
        room[written++] = unit;
        spaced = false;
    }
}
