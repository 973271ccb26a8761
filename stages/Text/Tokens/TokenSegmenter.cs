using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Words;

namespace Curation.Stages.Text.Tokens;

/// <summary>
/// Splits a text into words, numbers and marks as tokenizers of language processing do: chunks between blanks, marks split off both
/// their ends, then hyphens, slashes and the like inside; <c>don't</c> is <c>do</c> and <c>n't</c>, an address of the web is one
/// token. The rules are those of spaCy's English tokenizer (spacy/lang/en and spacy/lang/punctuation, 3.5), which datatrove counts
/// by; other languages go without the English contractions and abbreviations, and those written without blanks through
/// <see cref="WordSegmenter"/>. One thread at a time uses one; it is filled again and again and allocates when it grows only.
/// </summary>
public sealed class TokenSegmenter
{
    const int LongestJoin = 5;

    TokenList _tokens = new();
    int[] _suffixes = new int[16];
    bool _english;
    bool _surrogates;
    bool _blankBefore;

    /// <summary>Segments a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">ISO 639 code; null is read as English.</param>
    /// <returns>The tokens; they stand until the next call.</returns>
    public ReadOnlySpan<Token> Segment(ReadOnlySpan<char> text, string? language = null)
    {
        _tokens.Clear();
        Segment(text, language, _tokens);
        return _tokens.Span;
    }

    /// <summary>Segments a text and adds its tokens to a list.</summary>
    internal void Segment(ReadOnlySpan<char> text, string? language, TokenList tokens)
    {
        _tokens = tokens;
        _english = language is null or "en";
        _surrogates = text.ContainsAnyInRange('\uD800', '\uDFFF');
        _blankBefore = false;
        if (Scripts.IsUnspaced(language)) Words(text, language);
        else Chunks(text);
    }

    void Words(ReadOnlySpan<char> text, string? language)
    {
        var end = 0;
        foreach (var word in WordSegmenter.Enumerate(text, language, marks: true))
        {
            _blankBefore = word.Start - end > 1 || (word.Start - end == 1 && text[end] != ' ');
            end = word.End;
            Add(text, word.Start, word.Length);
        }
    }

    void Chunks(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (true)
        {
            var blanks = at;
            while (at < text.Length && (TokenClasses.Of(text[at]) & TokenClass.Blank) != 0) at++;
            if (at == text.Length) return;
            _blankBefore = at - blanks > 1 || (at > blanks && text[blanks] != ' ');
            var start = at;
            var (all, any) = (TokenClass.Letter, TokenClass.None);
            for (; at < text.Length; at++)
            {
                var found = TokenClasses.Of(text[at]);
                if ((found & TokenClass.Blank) != 0) break;
                all &= found;
                any |= found;
            }
            // Letters alone need no rule but the contractions; marks stand in the rest.
            if ((all & TokenClass.Letter) == 0 || (any & TokenClass.Surrogate) != 0)
            {
                var first = _tokens.Count;
                Chunk(text, start, at);
                if (_english && _tokens.Count - first > 1) Join(text, first);
            }
            else if (!TrySpecial(text, start, at)) Add(start, at - start, at - start, TokenTraits.Letter | TokenTraits.Word);
        }
    }

    /// <summary>Splits marks off both ends until neither end has one or a known spelling is left, then looks inside.</summary>
    void Chunk(ReadOnlySpan<char> text, int start, int end)
    {
        var suffixes = 0;
        while (start < end && !IsSpecial(text, start, end))
        {
            var prefix = Affixes.Prefix(text[start..end]);
            if (prefix > 0 && start + prefix < end && IsSpecial(text, start + prefix, end))
            {
                Add(text, start, prefix);
                start += prefix;
                break;
            }
            var suffix = Affixes.Suffix(text[(start + prefix)..end]);
            if (suffix > 0 && end - suffix > start && IsSpecial(text, start, end - suffix))
            {
                Push(ref suffixes, suffix);
                end -= suffix;
                break;
            }
            if (prefix == 0 && suffix == 0) break;
            if (prefix > 0) Add(text, start, prefix);
            start += prefix;
            if (suffix > 0) Push(ref suffixes, suffix);
            end -= suffix;
        }
        if (start < end && !TrySpecial(text, start, end)) Inside(text, start, end);
        while (suffixes > 0)
        {
            var length = _suffixes[--suffixes];
            Add(text, end, length);
            end += length;
        }
    }

    void Inside(ReadOnlySpan<char> text, int start, int end)
    {
        var chunk = text[start..end];
        if (WebAddress.Is(chunk))
        {
            Add(text, start, end - start);
            return;
        }
        var from = 0;
        for (var at = 0; at < chunk.Length;)
        {
            var length = Affixes.Infix(chunk, at);
            if (length == 0 || at == 0)
            {
                at += Math.Max(1, length);
                continue;
            }
            if (at > from) Add(text, start + from, at - from);
            Add(text, start + at, length);
            from = at += length;
        }
        if (from < chunk.Length) Add(text, start + from, chunk.Length - from);
    }

    /// <summary>Neighbours of one chunk that make up a special spelling (<c>e.g</c> <c>.</c> of <c>e.g.,</c>) become it.</summary>
    void Join(ReadOnlySpan<char> text, int first)
    {
        for (var i = first; i + 1 < _tokens.Count; i++)
        {
            for (var last = Math.Min(_tokens.Count, i + LongestJoin) - 1; last > i; last--)
            {
                var (start, end) = (_tokens.Span[i].Start, _tokens.Span[last].End);
                if (EnglishSpellings.Find(text[start..end]) is not { } pieces || IsLetters(text[start..end])) continue;
                var rest = _tokens.Span[(last + 1)..].ToArray();
                _blankBefore = _tokens.Span[i].Has(TokenTraits.BlankBefore);
                _tokens.Truncate(i);
                AddPieces(text, start, pieces);
                i = _tokens.Count - 1;
                foreach (var token in rest) _tokens.Add(token);
                break;
            }
        }
    }

    void Push(ref int count, int length)
    {
        if (count == _suffixes.Length) Array.Resize(ref _suffixes, count * 2);
        _suffixes[count++] = length;
    }

    bool IsSpecial(ReadOnlySpan<char> text, int start, int end) => _english && EnglishSpellings.Find(text[start..end]) is not null;

    bool TrySpecial(ReadOnlySpan<char> text, int start, int end)
    {
        if (!_english || EnglishSpellings.Find(text[start..end]) is not { } pieces) return false;
        AddPieces(text, start, pieces);
        return true;
    }

    void AddPieces(ReadOnlySpan<char> text, int start, int[] pieces)
    {
        foreach (var length in pieces)
        {
            Add(text, start, length);
            start += length;
        }
    }

    static bool IsLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if ((TokenClasses.Of(c) & TokenClass.Letter) == 0) return false;
        return true;
    }

    void Add(ReadOnlySpan<char> text, int start, int length)
    {
        if (length == 1)
        {
            var found = TokenClasses.Of(text[start]);
            Add(start, 1, 1, TokenMeasure.Traits(found, found, (found & TokenClass.Listed) != 0, 1));
            return;
        }
        var token = TokenMeasure.Of(text, start, length, _surrogates);
        Add(start, length, token.CodePoints, token.Traits);
    }

    void Add(int start, int length, int codePoints, TokenTraits traits)
    {
        _tokens.Add(new(start, length, codePoints, _blankBefore ? traits | TokenTraits.BlankBefore : traits));
        _blankBefore = false;
    }
}
