using Curation.Stages.Text.Sentences;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.C4;

/// <summary>Sentences of a document's lines, taken in order, by the document's tokens.</summary>
/// <param name="text">The document's text.</param>
/// <param name="language">Its language.</param>
/// <param name="tokens">Its tokens.</param>
ref struct LineSentences(string text, string? language, ReadOnlySpan<Token> tokens)
{
    readonly ReadOnlySpan<Token> _tokens = tokens;
    int _next;

    /// <summary>Sentences of the line between two places of the text.</summary>
    /// <param name="start">Where the line begins; not before the last line's end.</param>
    /// <param name="end">Where it ends.</param>
    public int Between(int start, int end)
    {
        while (_next < _tokens.Length && _tokens[_next].Start < start) _next++;
        var first = _next;
        while (_next < _tokens.Length && _tokens[_next].Start < end) _next++;
        var line = _tokens[first.._next];
        return line.IsEmpty || line[^1].End <= end ? TokenSentences.Count(line) : Of(text.AsSpan(start, end - start));
    }

    /// <summary>Sentences of a line that is not part of the text as it stands.</summary>
    public readonly int Of(ReadOnlySpan<char> line) => TokenSentences.Count(SharedTokens.OfLine(line, language));
}
