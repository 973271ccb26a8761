using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Words;

namespace Curation.Stages.Text.Tokens;

/// <summary>Gives the tokens of a document's text.</summary>
/// <param name="text">The text.</param>
/// <param name="language">ISO 639 code; null is read as English.</param>
/// <returns>The tokens; they stand until the thread asks for those of another text.</returns>
public delegate ReadOnlySpan<Token> TokenSource(string text, string? language);

/// <summary>Tokens of the text that the thread looked at last, so that filters in a row segment it once.</summary>
public static class SharedTokens
{
    [ThreadStatic]
    static TokenSegmenter? t_segmenter, t_lineSegmenter;

    [ThreadStatic]
    static Entry? t_tokens, t_words, t_bare;

    delegate void Fill(string text, string? language, TokenList tokens);

    /// <summary>Words and marks as <see cref="TokenSegmenter"/> splits them.</summary>
    public static ReadOnlySpan<Token> Of(string text, string? language) => Of(ref t_tokens, text, language, static (t, l, tokens) =>
        (t_segmenter ??= new()).Segment(t, l, tokens));

    /// <summary>Tokens of a line that is not part of a text; they stand until the thread's next call, and those of its text stay.</summary>
    public static ReadOnlySpan<Token> OfLine(ReadOnlySpan<char> line, string? language) => (t_lineSegmenter ??= new()).Segment(line, language);

    /// <summary>What stands between blanks (Python's <c>split</c>); in languages written without blanks words by dictionary.</summary>
    public static ReadOnlySpan<Token> Split(string text, string? language) => Of(ref t_words, text, language, static (t, l, tokens) =>
    {
        var surrogates = t.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        if (Scripts.IsUnspaced(l))
        {
            foreach (var word in WordSegmenter.Enumerate(t, l)) tokens.Add(TokenMeasure.Of(t, word.Start, word.Length, surrogates));
            return;
        }
        for (var at = 0; PythonText.NextWord(t, ref at, out var start);) tokens.Add(TokenMeasure.Of(t, start, at - start, surrogates));
    });

    /// <summary>Words by bare UAX 29 that begin with a letter, digit or number, as DCLM counts them; in languages written without blanks words by dictionary.</summary>
    public static ReadOnlySpan<Token> Bare(string text, string? language) => Of(ref t_bare, text, language, static (t, l, tokens) =>
    {
        var surrogates = t.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');
        var words = Scripts.IsUnspaced(l) ? WordSegmenter.Enumerate(t, l, marks: true) : WordSegmenter.EnumerateBare(t, marks: true);
        foreach (var word in words)
            if (word.Kind == WordKind.Digits || PythonText.IsAlphanumeric(t.AsSpan(word.Start)))
                tokens.Add(TokenMeasure.Of(t, word.Start, word.Length, surrogates));
    });

    static ReadOnlySpan<Token> Of(ref Entry? entry, string text, string? language, Fill fill)
    {
        var last = entry ??= new();
        if (ReferenceEquals(last.Text, text) && last.Language == language) return last.Tokens.Span;
        // Remembered behind the work only: a text that throws is not.
        last.Text = null;
        last.Tokens.Clear();
        fill(text, language, last.Tokens);
        (last.Text, last.Language) = (text, language);
        return last.Tokens.Span;
    }

    sealed class Entry
    {
        public TokenList Tokens { get; } = new();

        public string? Text { get; set; }

        public string? Language { get; set; }
    }
}
