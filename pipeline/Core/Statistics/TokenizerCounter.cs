using Microsoft.ML.Tokenizers;

namespace Curation.Core.Statistics;

/// <summary>Exact counts of a tokenizer. Special tokens' names in a text are text.</summary>
sealed class TokenizerCounter(string name, Tokenizer tokenizer) : ITokenCounter
{
    /// <summary>Longer texts are counted piece by piece, cut behind a line end: the tokenizer's time grows faster than the text.</summary>
    const int Piece = 1 << 20;

    public string Name => name;

    public bool IsExact => true;

    public int Count(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (text.Length > Piece)
        {
            var end = text[..Piece].LastIndexOf('\n') + 1;
            if (end == 0) end = char.IsHighSurrogate(text[Piece - 1]) ? Piece - 1 : Piece;
            count += tokenizer.CountTokens(text[..end]);
            text = text[end..];
        }
        return count + tokenizer.CountTokens(text);
    }
}
