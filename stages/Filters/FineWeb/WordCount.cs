using System.Globalization;

namespace Curation.Stages.Filters.FineWeb;

/// <summary>Counts the words of a text, marks of punctuation included.</summary>
delegate int WordCounter(string text);

/// <summary>Counts runs of letters and digits, every other visible character, and every character of scripts written without blanks.</summary>
static class WordCount
{
    public static int Of(string text)
    {
        var count = 0;
        var inside = false;
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
