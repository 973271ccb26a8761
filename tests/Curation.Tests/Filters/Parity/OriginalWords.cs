using Curation.Stages.Text.Python;
using Curation.Stages.Text.Tokens;

namespace Curation.Tests.Filters.Parity;

/// <summary>The original's word list of a text as tokens, which tells a filter from its tokenizer.</summary>
static class OriginalWords
{
    /// <summary>Finds each word behind the one before it.</summary>
    public static Token[] Tokens(string text, IReadOnlyList<string> words)
    {
        var surrogates = text.Any(char.IsSurrogate);
        var tokens = new Token[words.Count];
        var at = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            var blanks = at;
            while (PythonText.IsSpace(text[at])) at++;
            Assert.True(text.AsSpan(at).StartsWith(words[i]), $"'{words[i]}' is not at {at}");
            var blankBefore = at - blanks > 1 || (at > blanks && text[blanks] != ' ');
            var token = TokenMeasure.Of(text, at, words[i].Length, surrogates);
            tokens[i] = blankBefore ? token with { Traits = token.Traits | TokenTraits.BlankBefore } : token;
            at = token.End;
        }
        return tokens;
    }

    /// <summary>Gives them to a filter; lines that it changed are its own to segment.</summary>
    public static TokenSource Source(string text, IReadOnlyList<string> words)
    {
        var tokens = Tokens(text, words);
        return (_, _) => tokens;
    }
}
