using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Text.Sentences;

/// <summary>
/// Sentences over tokens as spaCy's sentencizer finds them, which datatrove counts by: a sentence goes on over all punctuation behind
/// its end mark and ends before the next token, or at the next blank other than one space.
/// </summary>
public static class TokenSentences
{
    /// <summary>Number of sentences of a line.</summary>
    /// <param name="tokens">The line's tokens.</param>
    public static int Count(ReadOnlySpan<Token> tokens)
    {
        if (tokens.IsEmpty) return 0;
        var count = 1;
        var ended = false;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            var ends = token.Has(TokenTraits.SentenceEnd);
            if (ended && ((i > 0 && token.Has(TokenTraits.BlankBefore)) || !(ends || token.Has(TokenTraits.Punctuation))))
            {
                count++;
                ended = false;
            }
            ended |= ends;
        }
        return count;
    }
}
