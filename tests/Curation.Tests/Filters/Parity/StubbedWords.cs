using Curation.Stages.Text.Tokens;

namespace Curation.Tests.Filters.Parity;

/// <summary>
/// DCLM's words as its decisions here were made: a stub stood in for its segmenter that does not break between an apostrophe and a
/// vowel, so that <c>'open'</c> begins with punctuation and is left out. UAX 29, and ours, break there.
/// </summary>
static class StubbedWords
{
    public static ReadOnlySpan<Token> Of(string text, string? language)
    {
        var words = new List<Token>();
        foreach (var word in SharedTokens.Bare(text, language))
            if (word.Start == 0 || text[word.Start - 1] is not ('\'' or '\u2019') || !IsVowel(text[word.Start])) words.Add(word);
        return words.ToArray();
    }

    static bool IsVowel(char c) => char.ToLowerInvariant(c.ToString().Normalize(System.Text.NormalizationForm.FormD)[0]) is 'a' or 'e' or 'i' or 'o' or 'u';
}
