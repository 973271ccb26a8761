using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Curation.Stages.Text.Python;

/// <summary>Python's meanings of lines, blanks, digits and lengths over spans of UTF-16, for dialects that are defined by Python code.</summary>
static class PythonText
{
    /// <summary><c>str.isspace</c> of one character: Unicode's blanks and U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => c < '\u0080'
        ? c is ' ' or (>= '\t' and <= '\r') or (>= '\u001C' and <= '\u001F')
        : char.IsWhiteSpace(c);

    /// <summary><c>str.strip()</c>.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsSpace(text[start])) start++;
        var end = text.Length;
        while (end > start && IsSpace(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Takes the next line of <c>str.splitlines()</c> off <paramref name="rest"/>; false at the end.</summary>
    public static bool NextLine(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> line)
    {
        line = rest;
        if (rest.IsEmpty) return false;
        var at = rest.IndexOfAny(s_lineEnds);
        if (at < 0)
        {
            rest = [];
            return true;
        }
        line = rest[..at];
        var length = rest[at] == '\r' && at + 1 < rest.Length && rest[at + 1] == '\n' ? 2 : 1;
        rest = rest[(at + length)..];
        return true;
    }

    /// <summary>Finds the next word of <c>text.split()</c> from <paramref name="at"/> on, which goes behind it; false if there is none.</summary>
    public static bool NextWord(ReadOnlySpan<char> text, ref int at, out int start)
    {
        while (at < text.Length && IsSpace(text[at])) at++;
        start = at;
        while (at < text.Length && !IsSpace(text[at])) at++;
        return at > start;
    }

    /// <summary><c>len(text.split())</c>.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var before = 0u;
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var i = 0;
        for (; i + Vector256<ushort>.Count <= units.Length; i += Vector256<ushort>.Count)
        {
            var v = Vector256.Create(units[i..]);
            if (Vector256.GreaterThanAny(v, Vector256.Create((ushort)0x7F))) break;
            var space = Vector256.Equals(v, Vector256.Create((ushort)' '))
                | Vector256.LessThan(v - Vector256.Create((ushort)'\t'), Vector256.Create((ushort)5))
                | Vector256.LessThan(v - Vector256.Create((ushort)0x1C), Vector256.Create((ushort)4));
            var word = ~space.ExtractMostSignificantBits() & 0xFFFF;
            words += BitOperations.PopCount(word & ~((word << 1) | before));
            before = word >> 15;
        }
        return words + CountWordsScalar(text[i..], before == 1);
    }

    /// <summary>The same, character by character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inside">Whether a word reaches into the text from before it.</param>
    public static int CountWordsScalar(ReadOnlySpan<char> text, bool inside = false)
    {
        var words = 0;
        foreach (var c in text)
        {
            var word = !IsSpace(c);
            if (word && !inside) words++;
            inside = word;
        }
        return words;
    }

    /// <summary>Whether a word of <c>text.split()</c> has more than <paramref name="limit"/> code points.</summary>
    public static bool HasLongWord(ReadOnlySpan<char> text, int limit)
    {
        if (text.Length <= limit) return false;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsSpace(text[i])) continue;
            if (i - start > limit && Length(text[start..i]) > limit) return true;
            start = i + 1;
        }
        return false;
    }

    /// <summary><c>len(text)</c>: code points, where an unpaired surrogate is one.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF')) return text.Length;
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i - 1], text[i])) continue;
            length--;
            i++;
        }
        return length;
    }

    /// <summary><c>str.isalnum</c> of the first character.</summary>
    public static bool IsAlphanumeric(ReadOnlySpan<char> text)
    {
        if (char.IsAscii(text[0])) return char.IsAsciiLetterOrDigit(text[0]);
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return Rune.IsLetter(rune) || Rune.IsNumber(rune);
    }

    /// <summary><c>text.count(piece)</c>: occurrences that do not overlap.</summary>
    public static int Count(ReadOnlySpan<char> text, ReadOnlySpan<char> piece) => text.Count(piece);

    /// <summary><c>str.isdigit</c> of a character: decimal digits and those with a digit value.</summary>
    public static bool IsDigit(Rune rune) =>
        rune.IsAscii ? Rune.IsDigit(rune) : rune.IsBmp ? CharUnicodeInfo.GetDigitValue((char)rune.Value) >= 0 : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    static readonly System.Buffers.SearchValues<char> s_lineEnds =
        System.Buffers.SearchValues.Create("\n\r\v\f\u001C\u001D\u001E\u0085\u2028\u2029");
}
