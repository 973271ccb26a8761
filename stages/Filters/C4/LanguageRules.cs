using System.Buffers;

namespace Curation.Stages.Filters.C4;

/// <summary>What of the rules depends on the language: which characters end a line, and how sentences end.</summary>
static class LanguageRules
{
    static readonly SearchValues<char> s_datatrove = SearchValues.Create(".?!\"'");
    static readonly SearchValues<char> s_dolma = SearchValues.Create(".?!\"");
    static readonly SearchValues<char> s_wide = SearchValues.Create(".?!\"'。！？．｡」』”’）");

    /// <summary>Whether there is a table for the language; without one the rules about line ends, words and sentences pass a document by.</summary>
    public static bool Has(string? language) => language is null or "en" or "de" or "fr" or "es" or "it" or "pt" or "nl" or "ru" or "ja" or "zh";

    /// <summary>Whether words are written without blanks, so that words between blanks say nothing.</summary>
    public static bool IsUnspaced(string? language) => language is "ja" or "zh";

    public static SearchValues<char> LineEnds(C4Dialect dialect, string? language) =>
        IsUnspaced(language) ? s_wide : dialect == C4Dialect.Datatrove ? s_datatrove : s_dolma;
}
