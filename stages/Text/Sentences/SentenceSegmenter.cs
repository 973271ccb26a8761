using System.Buffers;
using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Python;

namespace Curation.Stages.Text.Sentences;

/// <summary>
/// Sentences by the ideas of UAX 29, section 5: a sentence ends behind a mark of Sentence_Terminal with what closes behind it, before
/// a blank (in scripts written without blanks before anything), and at every line end. A full stop does not end it before a
/// lower-case letter, inside a word or number, behind a single capital, or behind an abbreviation of the language's table.
/// </summary>
public static class SentenceSegmenter
{
    static readonly SearchValues<char> s_stops = SearchValues.Create(TerminalPunctuation.Basic + "\n\r\v\f\u0085\u2028\u2029");

    /// <summary>The sentences of a text in order; those without a letter or digit are left out.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">ISO 639 code; null is read as English. A language without a table has no abbreviations.</param>
    public static SentenceEnumerator Enumerate(ReadOnlySpan<char> text, string? language = null) => new(text, LanguageTable.Of(language));

    /// <summary>Number of sentences.</summary>
    /// <inheritdoc cref="Enumerate"/>
    public static int Count(ReadOnlySpan<char> text, string? language = null)
    {
        var count = 0;
        foreach (var _ in Enumerate(text, language)) count++;
        return count;
    }

    /// <summary>Where the sentence that begins at <paramref name="from"/> ends.</summary>
    internal static int End(ReadOnlySpan<char> text, int from, LanguageTable? table)
    {
        for (var at = from; at < text.Length;)
        {
            var found = text[at..].IndexOfAny(s_stops);
            if (found < 0) return text.Length;
            at += found;
            if (PythonText.IsSpace(text[at])) return at + 1;
            var mark = text[at];
            var end = at + 1;
            while (end < text.Length && (TerminalPunctuation.Contains(text[end]) || IsClosing(text[end]))) end++;
            if (Ends(text, from, at, end, mark, table)) return end;
            at = end;
        }
        return text.Length;
    }

    static bool Ends(ReadOnlySpan<char> text, int from, int at, int end, char mark, LanguageTable? table)
    {
        if (end == text.Length) return true;
        // Marks of East Asian scripts need no blank behind them.
        if (mark > '\u2FFF') return true;
        if (!PythonText.IsSpace(text[end])) return false;
        if (mark != '.') return true;
        var next = end;
        while (next < text.Length && text[next] is ' ' or '\u00A0' or '\t') next++;
        if (next < text.Length && char.IsLower(text[next])) return false;
        var word = text[from..at];
        word = word[(word.LastIndexOfAny(' ', '\u00A0', '(') + 1)..];
        if (word.Length == 1 && char.IsUpper(word[0])) return false;
        return table is null || !table.IsAbbreviation(word);
    }

    static bool IsClosing(char c) => c is '"' or '\'' or ')' or ']' or '}' or '\u201D' or '\u2019' or '\u00BB' or '\u300D' or '\u300F' or '\uFF09' or '\u3011';
}

/// <summary>Walks the sentences of a text; made by <see cref="SentenceSegmenter"/>.</summary>
public ref struct SentenceEnumerator
{
    readonly ReadOnlySpan<char> _text;
    readonly LanguageTable? _table;
    int _at;

    internal SentenceEnumerator(ReadOnlySpan<char> text, LanguageTable? table)
    {
        _text = text;
        _table = table;
    }

    /// <summary>The sentence.</summary>
    public Sentence Current { get; private set; }

    /// <summary>The enumerator itself, for foreach.</summary>
    public readonly SentenceEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next sentence; false at the end.</summary>
    public bool MoveNext()
    {
        while (_at < _text.Length)
        {
            var start = _at;
            _at = SentenceSegmenter.End(_text, start, _table);
            var (from, to) = (start, _at);
            while (from < to && PythonText.IsSpace(_text[from])) from++;
            while (to > from && PythonText.IsSpace(_text[to - 1])) to--;
            if (!HasLetterOrDigit(_text[from..to])) continue;
            Current = new(from, to - from);
            return true;
        }
        return false;
    }

    static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsLetterOrDigit(c) || char.IsHighSurrogate(c)) return true;
        return false;
    }
}
