using System.Globalization;
using System.Text;

namespace Curation.Stages.Rephrase.Grounding.Facts;

/// <summary>A text as words, numbers and addresses, with what it marks as code.</summary>
sealed class FactText
{
    readonly List<FactToken> _tokens = [];
    readonly List<(int Start, int End)> _code = [];
    int _sentence;
    bool _first = true;

    FactText(string text) => Text = text;

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its tokens in order.</summary>
    public IReadOnlyList<FactToken> Tokens => _tokens;

    /// <summary>Its spans of code: between backticks, and fenced blocks.</summary>
    public IReadOnlyList<(int Start, int End)> Code => _code;

    /// <summary>Number of sentences.</summary>
    public int Sentences => _sentence + 1;

    /// <summary>Cuts a text.</summary>
    public static FactText Of(string text)
    {
        var made = new FactText(text);
        made.FindCode();
        made.Run();
        return made;
    }

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> Of(FactToken token) => Text.AsSpan(token.Start, token.Length);

    /// <summary>Lower case, without accents.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word)) return word.ToLowerInvariant();
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) folded.Append(char.ToLowerInvariant(c));
        return folded.ToString();
    }

    /// <summary>A word without common endings of English; others stay as they are.</summary>
    static string Stem(string key)
    {
        if (key.Length < 5) return key is [.., 's'] and not [.., 's', 's'] && key.Length > 3 ? key[..^1] : key;
        if (key.EndsWith("ies", StringComparison.Ordinal)) return key[..^3];
        if (key.EndsWith("ing", StringComparison.Ordinal) && key.Length > 6) return Undouble(key[..^3]);
        if (key.EndsWith("ed", StringComparison.Ordinal) && key.Length > 5) return Undouble(key[..^2]);
        if (key.EndsWith("ly", StringComparison.Ordinal) && key.Length > 5) return key[..^2];
        if (key.EndsWith("es", StringComparison.Ordinal)) return key[..^2];
        return key[^1] is 's' && key[^2] is not 's' ? key[..^1].TrimEnd('e', 'y') : key.TrimEnd('e', 'y');
    }

    static string Undouble(string key) => key.Length > 3 && key[^1] == key[^2] ? key[..^1] : key.TrimEnd('e', 'y');

    void FindCode()
    {
        for (var at = Text.IndexOf('`', StringComparison.Ordinal); at >= 0 && at < Text.Length;)
        {
            var ticks = 1;
            while (at + ticks < Text.Length && Text[at + ticks] == '`') ticks++;
            var end = Text.IndexOf(new string('`', ticks), at + ticks, StringComparison.Ordinal);
            if (end < 0) break;
            if (end > at + ticks) _code.Add((at + ticks, end));
            at = end + ticks < Text.Length ? Text.IndexOf('`', end + ticks) : -1;
        }
    }

    void Run()
    {
        var (code, at) = (0, 0);
        while (at < Text.Length)
        {
            while (code < _code.Count && at >= _code[code].End) code++;
            var isCode = code < _code.Count && at >= _code[code].Start;
            var c = Text[at];
            if (char.IsAsciiDigit(c) || (char.IsDigit(c) && c > 0x7F)) at = Number(at, isCode);
            else if (char.IsLetter(c)) at = IsAddress(at) ? Address(at) : Word(at, isCode);
            else at = Mark(at);
        }
    }

    int Mark(int at)
    {
        var c = Text[at];
        if (c == '\n') Line(at);
        else if (c is '.' or '!' or '?' or '。' or '！' or '？' or '…')
        {
            var end = at + 1;
            while (end < Text.Length && Text[end] is '"' or '”' or ')' or '\'' or '’') end++;
            if (c > 0x2FFF || end >= Text.Length || (char.IsWhiteSpace(Text[end]) && !(c == '.' && FollowsLower(end)))) Break();
        }
        else if (c is ':' or '"' or '“' or '„' or '«' or '•' or '(' or '[' or '|' or '–' or '—' or '/') _first = true;
        return at + 1;
    }

    bool FollowsLower(int at)
    {
        while (at < Text.Length && Text[at] is ' ' or '\t') at++;
        return at < Text.Length && char.IsLower(Text[at]);
    }

    /// <summary>A line's end ends a sentence unless the next line goes on with it.</summary>
    void Line(int at)
    {
        var next = at + 1;
        while (next < Text.Length && Text[next] is ' ' or '\t') next++;
        if (next < Text.Length && (char.IsLower(Text[next]) || Text[next] is '(' or ',')) return;
        Break();
    }

    void Break()
    {
        if (_tokens.Count > 0 && _tokens[^1].Sentence == _sentence) _sentence++;
        _first = true;
    }

    int Word(int at, bool isCode)
    {
        var start = at;
        if (Text[at] is (>= '\u2E80' and < '\uA000') or (>= '\uF900' and < '\uFB00'))
        {
            Add(start, 1, FactTokenKind.Word, Text[at].ToString(), isCode);
            return at + 1;
        }
        while (at < Text.Length && (char.IsLetterOrDigit(Text[at]) || char.GetUnicodeCategory(Text[at]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || (Text[at] is '\'' or '’' or '_' && at + 1 < Text.Length && char.IsLetter(Text[at + 1])))) at++;
        var word = Text[start..at].Replace('’', '\'');
        if (word.EndsWith("'s", StringComparison.OrdinalIgnoreCase)) word = word[..^2];
        Add(start, at - start, FactTokenKind.Word, Fold(word), isCode);
        return at;
    }

    int Number(int at, bool isCode)
    {
        var start = at;
        while (at < Text.Length)
        {
            if (char.IsDigit(Text[at])) at++;
            else if (Text[at] is '.' or ',' or '\'' or ':' or '/' or '-' or '\u00A0' or '\u202F' && at + 1 < Text.Length && char.IsAsciiDigit(Text[at + 1])
                && (Text[at] is not ('\u00A0' or '\u202F' or '\'') || IsGroup(at + 1)) && (Text[at] is not '-' || IsIso(start, at))) at++;
            else break;
        }
        Add(start, at - start, FactTokenKind.Number, Text[start..at], isCode);
        return at;
    }

    bool IsGroup(int at) => at + 3 <= Text.Length && char.IsAsciiDigit(Text[at + 1]) && char.IsAsciiDigit(Text[at + 2]) && (at + 3 == Text.Length || !char.IsAsciiDigit(Text[at + 3]));

    /// <summary>A hyphen parts the digits of a date, and two numbers elsewhere.</summary>
    bool IsIso(int start, int at) => (at - start == 4 && at + 5 < Text.Length && char.IsAsciiDigit(Text[at + 2]) && Text[at + 3] == '-' && char.IsAsciiDigit(Text[at + 4]))
        || (at - start == 7 && Text[start + 4] == '-');

    bool IsAddress(int at) =>
        (Text[at] is 'h' or 'H' && (Starts(at, "http://") || Starts(at, "https://"))) || (Text[at] is 'w' or 'W' && Starts(at, "www."));

    bool Starts(int at, string prefix) => string.Compare(Text, at, prefix, 0, prefix.Length, StringComparison.OrdinalIgnoreCase) == 0;

    int Address(int at)
    {
        var start = at;
        while (at < Text.Length && !char.IsWhiteSpace(Text[at]) && Text[at] is not ('<' or '>' or '"' or ')' or ']' or '`' or '|')) at++;
        while (at > start && Text[at - 1] is '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*') at--;
        var key = Text[start..at].ToLowerInvariant();
        key = key[(key.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];
        if (key.StartsWith("www.", StringComparison.Ordinal)) key = key[4..];
        Add(start, at - start, FactTokenKind.Url, key.TrimEnd('/'), false);
        return at;
    }

    void Add(int start, int length, FactTokenKind kind, string key, bool isCode)
    {
        _tokens.Add(new(start, length, kind, key, kind == FactTokenKind.Word ? Stem(key) : key, _sentence, _first, char.IsUpper(Text[start]), isCode));
        _first = false;
    }
}
