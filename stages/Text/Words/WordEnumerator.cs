using System.Runtime.CompilerServices;
using Curation.Stages.Text.Icu;

namespace Curation.Stages.Text.Words;

/// <summary>Walks the words of a text; made by <see cref="WordSegmenter"/>. Dispose it (foreach does) to give a dictionary's buffers back.</summary>
public ref struct WordEnumerator
{
    readonly ReadOnlySpan<char> _text;
    readonly WordRules _rules;
    IcuWordBreaker? _breaker;
    int _at;

    // The run of a script without blanks that the dictionary has cut: its start and the number of pieces given.
    int _run, _pieces, _given;

    internal WordEnumerator(ReadOnlySpan<char> text, WordRules rules)
    {
        _text = text;
        _rules = rules;
    }

    /// <summary>The word.</summary>
    public Word Current { get; private set; }

    /// <summary>The enumerator itself, for foreach.</summary>
    public readonly WordEnumerator GetEnumerator() => this;

    /// <summary>Goes to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        if (_given < _pieces) return NextPiece();
        while (_at < _text.Length)
        {
            var start = _at;
            var found = ClassAt(start, out var length);
            switch (found)
            {
                case WordBreakClass.Blank or WordBreakClass.Extend or WordBreakClass.Joiner:
                    _at += length;
                    continue;
                case WordBreakClass.Letter or WordBreakClass.HebrewLetter or WordBreakClass.Digit or WordBreakClass.Katakana or WordBreakClass.Connector:
                    if (found == WordBreakClass.Katakana && Has(WordRules.Dictionaries)) return NextRun(length, unspaced: false);
                    EndOfWord(start + length, found);
                    if (found != WordBreakClass.Connector || Has(WordRules.Marks)) return Give(start, found);
                    if (HasLetterOrDigit(start)) return Give(start, found);
                    continue;
                case WordBreakClass.Ideograph or WordBreakClass.Unspaced:
                    if (Has(WordRules.Dictionaries)) return NextRun(length, found == WordBreakClass.Unspaced);
                    _at = SkipExtends(start + length);
                    return Give(start, found);
                default:
                    EndOfMark(start + length, found);
                    if (Has(WordRules.Marks)) return Give(start, found);
                    continue;
            }
        }
        return false;
    }

    /// <summary>Gives the dictionary's buffers back.</summary>
    public void Dispose()
    {
        if (_breaker is { } breaker) IcuWordBreaker.Return(breaker);
        _breaker = null;
    }

    readonly bool Has(WordRules rule) => (_rules & rule) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly WordBreakClass ClassAt(int at, out int length)
    {
        length = 1;
        var found = WordBreakTable.Of(_text[at]);
        return found == WordBreakClass.Surrogate ? WordBreakTable.Of(_text[at..], out length) : found;
    }

    bool Give(int start, WordBreakClass first)
    {
        var kind = first switch
        {
            WordBreakClass.Digit => WordKind.Digits,
            WordBreakClass.Letter or WordBreakClass.HebrewLetter or WordBreakClass.Katakana or WordBreakClass.Ideograph or WordBreakClass.Unspaced => WordKind.Letters,
            WordBreakClass.Connector when HasLetterOrDigit(start) => WordKind.Letters,
            _ => WordKind.Mark,
        };
        Current = new(start, _at - start, kind);
        return true;
    }

    readonly bool HasLetterOrDigit(int start)
    {
        for (var i = start; i < _at; i++)
            if (WordBreakTable.Of(_text[i]) is WordBreakClass.Letter or WordBreakClass.HebrewLetter or WordBreakClass.Digit or WordBreakClass.Katakana or WordBreakClass.Surrogate) return true;
        return false;
    }

    /// <summary>Rules WB5 to WB13b from behind a letter, digit, katakana or connector.</summary>
    void EndOfWord(int at, WordBreakClass before)
    {
        while (at < _text.Length)
        {
            var found = ClassAt(at, out var length);
            switch (found)
            {
                case WordBreakClass.Letter or WordBreakClass.HebrewLetter or WordBreakClass.Digit when before != WordBreakClass.Katakana:
                case WordBreakClass.Katakana when before is WordBreakClass.Katakana or WordBreakClass.Connector:
                case WordBreakClass.Connector:
                    before = found;
                    break;
                case WordBreakClass.Extend or WordBreakClass.Joiner:
                    break;
                case WordBreakClass.SingleQuote or WordBreakClass.MidBoth or WordBreakClass.MidLetter or WordBreakClass.Colon or WordBreakClass.MidDigit or WordBreakClass.DoubleQuote:
                    var next = SkipExtends(at + length);
                    var behind = next < _text.Length ? ClassAt(next, out _) : WordBreakClass.Other;
                    var elision = IsElision(at, before, behind);
                    if (elision || !Joins(before, found, behind, Has(WordRules.Colon)))
                    {
                        // The apostrophe of an elision, and one behind a Hebrew letter, belongs to the word before it.
                        _at = elision || (found == WordBreakClass.SingleQuote && before == WordBreakClass.HebrewLetter) ? next : at;
                        return;
                    }
                    length = next - at;
                    break;
                default:
                    _at = at;
                    return;
            }
            at += length;
        }
        _at = at;
    }

    static bool Joins(WordBreakClass before, WordBreakClass mark, WordBreakClass behind, bool colon)
    {
        var letters = before is WordBreakClass.Letter or WordBreakClass.HebrewLetter && behind is WordBreakClass.Letter or WordBreakClass.HebrewLetter;
        var digits = before == WordBreakClass.Digit && behind == WordBreakClass.Digit;
        return mark switch
        {
            WordBreakClass.SingleQuote or WordBreakClass.MidBoth => letters || digits,
            WordBreakClass.MidLetter => letters,
            WordBreakClass.Colon => letters && colon,
            WordBreakClass.MidDigit => digits,
            _ => before == WordBreakClass.HebrewLetter && behind == WordBreakClass.HebrewLetter,
        };
    }

    readonly bool IsElision(int at, WordBreakClass before, WordBreakClass behind) =>
        Has(WordRules.Elision) && _text[at] is '\'' or '\u2019' && before == WordBreakClass.Letter && behind == WordBreakClass.Letter
        && !_text[..at].EndsWith("aujourd", StringComparison.OrdinalIgnoreCase);

    readonly int SkipExtends(int at)
    {
        while (at < _text.Length && ClassAt(at, out var length) is WordBreakClass.Extend or WordBreakClass.Joiner) at += length;
        return at;
    }

    /// <summary>A mark with what modifies it; flags go in pairs, joined emoji together.</summary>
    void EndOfMark(int at, WordBreakClass first)
    {
        if (first == WordBreakClass.RegionalIndicator)
        {
            var other = SkipExtends(at);
            if (other < _text.Length && ClassAt(other, out var half) == WordBreakClass.RegionalIndicator) at = other + half;
        }
        while (at < _text.Length)
        {
            var found = ClassAt(at, out var length);
            if (found is not (WordBreakClass.Extend or WordBreakClass.Joiner)) break;
            at += length;
            if (found == WordBreakClass.Joiner && at < _text.Length && ClassAt(at, out length) == WordBreakClass.Other) at += length;
        }
        _at = at;
    }

    bool NextRun(int length, bool unspaced)
    {
        _run = _at;
        var end = _at + length;
        while (end < _text.Length)
        {
            var found = ClassAt(end, out length);
            var belongs = found is WordBreakClass.Extend or WordBreakClass.Joiner
                || (unspaced ? found == WordBreakClass.Unspaced : found is WordBreakClass.Ideograph or WordBreakClass.Katakana);
            if (!belongs) break;
            end += length;
        }
        _at = end;
        if (end - _run == 1) return Give(_run, WordBreakClass.Ideograph);
        _breaker ??= IcuWordBreaker.Rent();
        _pieces = _breaker.Break(_text[_run..end]);
        _given = 0;
        return NextPiece();
    }

    bool NextPiece()
    {
        var start = _given == 0 ? 0 : _breaker!.Boundaries[_given - 1];
        Current = new(_run + start, _breaker!.Boundaries[_given] - start, WordKind.Letters);
        _given++;
        return true;
    }
}
