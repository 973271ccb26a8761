using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Stages.Filters.FineWeb;

/// <summary>Counts the words of a text, marks of punctuation included.</summary>
delegate int WordCounter(string text);

/// <summary>Counts runs of letters and digits, every other visible character, and every character of scripts written without blanks.</summary>
static class WordCount
{
    public static int Of(string text)
    {
        var words = 0;
        var inside = 0u;
        var units = MemoryMarshal.Cast<char, ushort>(text.AsSpan());
        var i = 0;
        while (i < units.Length)
        {
            for (; i + Vector256<ushort>.Count <= units.Length; i += Vector256<ushort>.Count)
            {
                var v = Vector256.Create(units[i..]);
                if (Vector256.GreaterThanAny(v, Vector256.Create((ushort)0x7E))) break;
                var visible = Vector256.GreaterThan(v, Vector256.Create((ushort)' ')).ExtractMostSignificantBits();
                var letters = (Vector256.LessThan((v | Vector256.Create((ushort)0x20)) - Vector256.Create((ushort)'a'), Vector256.Create((ushort)26))
                    | Vector256.LessThan(v - Vector256.Create((ushort)'0'), Vector256.Create((ushort)10))).ExtractMostSignificantBits();
                words += BitOperations.PopCount((visible & ~letters) | (letters & ~((letters << 1) | inside)));
                inside = letters >> 15;
            }
            var end = Math.Min(units.Length, i + Vector256<ushort>.Count);
            var reaches = inside == 1;
            words += CountScalar(text.AsSpan(i, end - i), ref reaches);
            inside = reaches ? 1u : 0;
            i = end;
        }
        return words;
    }

    /// <summary>The same, character by character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inside">Whether a word reaches into the text from before it, and on return out of it.</param>
    public static int CountScalar(ReadOnlySpan<char> text, ref bool inside)
    {
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                inside = false;
                continue;
            }
            var letter = c < 128 ? char.IsAsciiLetterOrDigit(c) : IsWordCharacter(c);
            var alone = !letter || c is >= '\u3040' and <= '\u9FFF';
            if (alone || !inside) count++;
            inside = !alone;
        }
        return count;
    }

    static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
