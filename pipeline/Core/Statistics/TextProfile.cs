using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Core.Statistics;

/// <summary>Counts of a text's UTF-16 units by <see cref="ScriptClass"/>.</summary>
static class TextProfile
{
    /// <summary>Number of classes.</summary>
    public const int Classes = (int)ScriptClass.Other + 1;

    static readonly byte[] s_class = Table();

    /// <summary>Adds a text's counts to <paramref name="counts"/>, which has <see cref="Classes"/> numbers.</summary>
    public static void Of(ReadOnlySpan<char> text, Span<int> counts)
    {
        var done = Vector256.IsHardwareAccelerated ? Blocks(text, counts) : 0;
        Scalar(text[done..], counts);
    }

    /// <summary>The same, a unit at a time.</summary>
    public static void Scalar(ReadOnlySpan<char> text, Span<int> counts)
    {
        var table = s_class;
        foreach (var c in text) counts[table[c]]++;
    }

    /// <summary>Counts blocks of 32 units; blocks that are not ASCII go to the scalar twin. Returns how many units were counted.</summary>
    static int Blocks(ReadOnlySpan<char> text, Span<int> counts)
    {
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var (letters, digits, spaces, ascii) = (0, 0, 0, 0);
        var i = 0;
        for (; i + 32 <= units.Length; i += 32)
        {
            var (low, high) = (Vector256.Create(units[i..]), Vector256.Create(units[(i + 16)..]));
            if (((low | high) & Vector256.Create((ushort)0xFF80)) != Vector256<ushort>.Zero)
            {
                Scalar(text.Slice(i, 32), counts);
                continue;
            }
            var bytes = Vector256.Narrow(low, high);
            letters += CountInRange(bytes | Vector256.Create((byte)0x20), (byte)'a', 25);
            digits += CountInRange(bytes, (byte)'0', 9);
            spaces += CountInRange(bytes, 9, 4) + CountInRange(bytes, (byte)' ', 0);
            ascii += 32;
        }
        counts[(int)ScriptClass.AsciiLetter] += letters;
        counts[(int)ScriptClass.Digit] += digits;
        counts[(int)ScriptClass.Space] += spaces;
        counts[(int)ScriptClass.Mark] += ascii - letters - digits - spaces;
        return i;
    }

    static int CountInRange(Vector256<byte> bytes, byte first, byte span) => BitOperations.PopCount(
        Vector256.LessThanOrEqual(bytes - Vector256.Create(first), Vector256.Create(span)).ExtractMostSignificantBits());

    static byte[] Table()
    {
        var table = new byte[1 << 16];
        for (var c = 0; c < table.Length; c++) table[c] = (byte)Class((char)c);
        return table;
    }

    static ScriptClass Class(char c) => c switch
    {
        < '\u0080' => char.IsAsciiLetter(c) ? ScriptClass.AsciiLetter : char.IsAsciiDigit(c) ? ScriptClass.Digit : c is ' ' or (>= '\t' and <= '\r') ? ScriptClass.Space : ScriptClass.Mark,
        _ when char.IsSurrogate(c) => ScriptClass.Surrogate,
        _ when char.IsWhiteSpace(c) => ScriptClass.Space,
        >= '\u3040' and <= '\u30FF' => ScriptClass.Kana,
        (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or '\u3005' => ScriptClass.Han,
        (>= '\uAC00' and <= '\uD7FF') or (>= '\u1100' and <= '\u11FF') or (>= '\u3130' and <= '\u318F') => ScriptClass.Hangul,
        (>= '\u0370' and <= '\u03FF') or (>= '\u1F00' and <= '\u1FFF') => ScriptClass.Greek,
        >= '\u0400' and <= '\u052F' => ScriptClass.Cyrillic,
        (>= '\u0590' and <= '\u077F') or (>= '\u08A0' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') => ScriptClass.Semitic,
        >= '\u0900' and <= '\u0DFF' => ScriptClass.Indic,
        >= '\u0E00' and <= '\u0E7F' => ScriptClass.Thai,
        (>= '\u0E80' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') => ScriptClass.SoutheastAsian,
        _ when char.IsPunctuation(c) || char.IsSymbol(c) => ScriptClass.Symbol,
        < '\u0300' or (>= '\u1E00' and <= '\u1EFF') => ScriptClass.LatinLetter,
        _ => ScriptClass.Other,
    };
}
