using System.Globalization;
using System.Text;

namespace Curation.Stages.Filters.C4;

/// <summary>Python's meanings of lines, blanks and lengths over spans of UTF-16.</summary>
static class PyText
{
    /// <summary><c>str.isspace</c> of one character: Unicode's blanks and U+001C to U+001F.</summary>
    public static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

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

    /// <summary><c>len(text.split())</c>, and the code points of the longest of those words.</summary>
    public static int CountWords(ReadOnlySpan<char> text, out int longest)
    {
        longest = 0;
        var words = 0;
        for (var i = 0; i < text.Length;)
        {
            while (i < text.Length && IsSpace(text[i])) i++;
            var start = i;
            while (i < text.Length && !IsSpace(text[i])) i++;
            if (i == start) continue;
            words++;
            if (i - start > longest) longest = Math.Max(longest, Length(text[start..i]));
        }
        return words;
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

    /// <summary><c>str.isdigit</c> of a character: decimal digits and those with a digit value.</summary>
    public static bool IsDigit(Rune rune) =>
        rune.IsAscii ? Rune.IsDigit(rune) : rune.IsBmp ? CharUnicodeInfo.GetDigitValue((char)rune.Value) >= 0 : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    static readonly System.Buffers.SearchValues<char> s_lineEnds =
        System.Buffers.SearchValues.Create("\n\r\v\f\u001C\u001D\u001E\u0085\u2028\u2029");
}
