using Curation.Stages.Text.Python;

namespace Curation.Stages.Text.Tokens;

/// <summary>Finds a token's length and traits.</summary>
static class TokenMeasure
{
    /// <summary>The token at a place of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Offset of the token.</param>
    /// <param name="length">Length of the token.</param>
    /// <param name="surrogates">Whether the text has code points beyond U+FFFF.</param>
    public static Token Of(ReadOnlySpan<char> text, int start, int length, bool surrogates)
    {
        var token = text.Slice(start, length);
        var (all, any, listed) = ((TokenClass)0xFFFF, TokenClass.None, true);
        for (var i = 0; i < token.Length;)
        {
            var found = TokenClasses.Of(token[i]);
            var units = 1;
            if ((found & TokenClass.Surrogate) != 0) found = TokenClasses.Of(token[i..], out units);
            all &= found;
            any |= found;
            listed &= (found & TokenClass.Listed) != 0;
            i += units;
        }
        var codePoints = surrogates ? PythonText.Length(token) : length;
        return new(start, length, codePoints, Traits(all, any, listed, codePoints));
    }

    /// <summary>Traits from the classes that all characters have, and that any has.</summary>
    public static TokenTraits Traits(TokenClass all, TokenClass any, bool listed, int codePoints) =>
        ((any & TokenClass.Letter) != 0 ? TokenTraits.Letter : 0)
        | (listed ? 0 : TokenTraits.Word)
        | ((all & TokenClass.Punctuation) != 0 ? TokenTraits.Punctuation : 0)
        | (codePoints == 1 && (any & TokenClass.SentenceEnd) != 0 ? TokenTraits.SentenceEnd : 0);
}
