using System.Text;
using Curation.Stages.Pdf.Layout;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>Joins words that a line's end divides.</summary>
internal static class Hyphens
{
    /// <summary>Whether a character at the end of a line may divide a word.</summary>
    public static bool IsHyphen(char character) => character is '-' or '\u2010' or Characters.SoftHyphen;

    /// <summary>Whether a line ends in a word that the next one goes on with.</summary>
    public static bool Divides(ReadOnlySpan<char> line, ReadOnlySpan<char> next) =>
        line.Length > 1 && next.Length > 0 && IsHyphen(line[^1]) && char.IsLetter(line[^2]) && char.IsLetter(next[0]);

    /// <summary>Appends the next line to a text that ends in a divided word.</summary>
    /// <param name="text">The text so far, ending in the hyphen.</param>
    /// <param name="next">The next line.</param>
    /// <param name="words">Words of the document: they tell a hyphen that belongs to the word.</param>
    public static void Join(StringBuilder text, string next, WordSet words)
    {
        if (!Stays(text, next, words)) text.Length--;
        else if (text[^1] == Characters.SoftHyphen) text[^1] = '-';
        text.Append(next);
    }

    static bool Stays(StringBuilder text, string next, WordSet words)
    {
        if (text[^1] == Characters.SoftHyphen) return false;
        // Names and acronyms keep theirs: Jean-Paul, TCP-IP.
        if (char.IsUpper(next[0])) return true;
        var start = text.Length - 1;
        while (start > 0 && start > text.Length - 40 && (char.IsLetter(text[start - 1]) || text[start - 1] == '-')) start--;
        var end = 1;
        while (end < next.Length && end < 40 && char.IsLetter(next[end])) end++;
        Span<char> word = stackalloc char[80];
        var length = text.Length - 1 - start;
        text.CopyTo(start, word, length);
        next.AsSpan(0, end).CopyTo(word[length..]);
        if (words.Contains(word[..(length + end)])) return false;
        word[length] = '-';
        next.AsSpan(0, end).CopyTo(word[(length + 1)..]);
        return words.Contains(word[..(length + 1 + end)]);
    }
}
