namespace Curation.Stages.Text.Words;

/// <summary>
/// Words by the default rules of Unicode (UAX 29, section 4), with dictionaries of ICU for scripts that are written without blanks.
/// Blanks and control characters are no words. Nothing is allocated.
/// </summary>
public static class WordSegmenter
{
    /// <summary>
    /// The words of a text in order. Han, kana, Thai, Lao, Khmer and Myanmar go through ICU's dictionaries whatever the language; French,
    /// Italian, Catalan and Occitan words end at an elision's apostrophe (<c>l'</c> <c>eau</c>); a colon joins letters in Swedish and Finnish only.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="language">ISO 639 code as documents have it; null for none of these tailorings.</param>
    /// <param name="marks">Whether punctuation, symbols and emoji are given too, each as a word by itself.</param>
    public static WordEnumerator Enumerate(ReadOnlySpan<char> text, string? language = null, bool marks = false) =>
        new(text, Tailoring(language) | (marks ? WordRules.Marks : 0));

    /// <summary>The words by the bare standard: no dictionaries (each Han character and each hiragana is a word), no tailoring.</summary>
    /// <param name="text">The text.</param>
    /// <param name="marks">Whether punctuation, symbols and emoji are given too.</param>
    public static WordEnumerator EnumerateBare(ReadOnlySpan<char> text, bool marks = false) =>
        new(text, WordRules.Colon | (marks ? WordRules.Marks : 0));

    /// <summary>Number of words.</summary>
    /// <inheritdoc cref="Enumerate"/>
    public static int Count(ReadOnlySpan<char> text, string? language = null, bool marks = false)
    {
        var count = 0;
        foreach (var _ in Enumerate(text, language, marks)) count++;
        return count;
    }

    static WordRules Tailoring(string? language) => language switch
    {
        "fr" or "it" or "ca" or "oc" => WordRules.Dictionaries | WordRules.Elision,
        "sv" or "fi" => WordRules.Dictionaries | WordRules.Colon,
        _ => WordRules.Dictionaries,
    };
}

/// <summary>What an enumerator does beyond the bare rules.</summary>
[Flags]
enum WordRules
{
    Marks = 1,
    Dictionaries = 2,
    Elision = 4,
    Colon = 8,
}
