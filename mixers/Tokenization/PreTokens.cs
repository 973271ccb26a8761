using System.Text;

namespace Curation.Mixers.Tokenization;

/// <summary>
/// Pieces that no merge crosses: a word with the blank before it, up to three digits, a run of other marks with the blank before it, a
/// run of white space. In the manner of GPT-2's pattern, by character classes of Unicode.
/// </summary>
static class PreTokens
{
    /// <summary>Length of the piece that starts at <paramref name="start"/>.</summary>
    public static int Length(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        if (text[i] == ' ' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1])) i++;
        var kind = Kind(text, i, out var width);
        var first = i;
        for (var count = 0; i < text.Length && Kind(text, i, out width) == kind; i += width)
        {
            if (kind == 1 && ++count > 3) break;
            // The last blank before a word belongs to the word.
            if (kind == 3 && i > first && text[i] == ' ' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1])) break;
        }
        return i - start;
    }

    static int Kind(ReadOnlySpan<char> text, int at, out int width)
    {
        if (text[at] < 128)
        {
            width = 1;
            return char.IsAsciiLetter(text[at]) ? 0 : char.IsAsciiDigit(text[at]) ? 1 : char.IsWhiteSpace(text[at]) ? 3 : 2;
        }
        // An unpaired surrogate counts as a mark; UTF-8 makes U+FFFD of it.
        Rune.DecodeFromUtf16(text[at..], out var rune, out width);
        return Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            ? 0 : Rune.IsDigit(rune) ? 1 : Rune.IsWhiteSpace(rune) ? 3 : 2;
    }
}
