using System.Buffers;

namespace Curation.Stages.Filters.C4;

/// <summary>What of the rules depends on the language: which characters end a line, and how sentences end.</summary>
static class LanguageRules
{
    static readonly SearchValues<char> s_datatrove = SearchValues.Create(".?!\"'");
    static readonly SearchValues<char> s_dolma = SearchValues.Create(".?!\"");
    static readonly SearchValues<char> s_wide = SearchValues.Create(".?!\"'。！？．｡」』”’）");
    const string SentenceEnds = ".!?。！？．｡";

    /// <summary>Whether there is a table for the language; without one the rules about line ends, words and sentences pass a document by.</summary>
    public static bool Has(string? language) => language is null or "en" or "de" or "fr" or "es" or "it" or "pt" or "nl" or "ru" or "ja" or "zh";

    /// <summary>Whether words are written without blanks, so that words between blanks say nothing.</summary>
    public static bool IsUnspaced(string? language) => language is "ja" or "zh";

    public static SearchValues<char> LineEnds(C4Dialect dialect, string? language) =>
        IsUnspaced(language) ? s_wide : dialect == C4Dialect.Datatrove ? s_datatrove : s_dolma;

    /// <summary>Sentences of a line: runs of terminators before a blank, a capital's closing mark or the end; what follows the last is one more.</summary>
    public static int CountSentences(ReadOnlySpan<char> line)
    {
        var count = 0;
        var open = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (!SentenceEnds.Contains(c))
            {
                open |= char.IsLetterOrDigit(c);
                continue;
            }
            var wide = c > '\u2FFF';
            while (i + 1 < line.Length && (SentenceEnds.Contains(line[i + 1]) || char.IsPunctuation(line[i + 1]))) i++;
            if (!open || !(wide || i + 1 == line.Length || PyText.IsSpace(line[i + 1]))) continue;
            count++;
            open = false;
        }
        return count + (open ? 1 : 0);
    }
}
