using System.Buffers;
using System.Globalization;
using System.Text;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>
/// datatrove's <c>simplify_text</c> with its defaults: lower case, numbers to one zero, punctuation to blanks, runs of blanks to one,
/// canonical decomposition without category Mn. Not thread-safe.
/// </summary>
sealed class DatatroveText
{
    const char Sigma = '\u03A3', FinalSigma = '\u03C2';
    char[] _text = new char[1 << 12];
    int _length;

    /// <summary>The normalised form of a text; valid until the next call.</summary>
    public ReadOnlySpan<char> Normalise(ReadOnlySpan<char> text)
    {
        _length = 0;
        for (var i = 0; i < text.Length;)
        {
            // A blank and the longest run that one character leaves, which expansions make room for themselves.
            if (_length + 4 > _text.Length) Array.Resize(ref _text, 2 * _text.Length);
            var c = text[i];
            switch (DatatroveCharacters.Of(c, out var folded))
            {
                case DatatroveKind.Character:
                    _text[_length++] = c == Sigma && IsFinal(text, i) ? FinalSigma : folded;
                    i++;
                    break;
                case DatatroveKind.Blank:
                    if (_length > 0 && _text[_length - 1] != ' ') _text[_length++] = ' ';
                    i++;
                    break;
                case DatatroveKind.Digit:
                    _text[_length++] = '0';
                    i += Number(text[i..]);
                    break;
                case DatatroveKind.Expansion:
                    Append(DatatroveCharacters.Expansion(c));
                    i++;
                    break;
                default:
                    i += Surrogate(text[i..]);
                    break;
            }
        }
        return _text.AsSpan(0, _length).TrimEnd(' ');
    }

    /// <summary>UTF-16 units of a number: digits, and once a decimal mark with digits behind it.</summary>
    static int Number(ReadOnlySpan<char> text)
    {
        var length = Digits(text);
        if (length < text.Length && text[length] is '.' or ',' or '\u066B')
        {
            var decimals = Digits(text[(length + 1)..]);
            if (decimals > 0) length += 1 + decimals;
        }
        return length;
    }

    static int Digits(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length)
        {
            if (DatatroveCharacters.Of(text[length], out _) == DatatroveKind.Digit) length++;
            else if (Rune.DecodeFromUtf16(text[length..], out var rune, out var units) == OperationStatus.Done && units == 2
                && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) length += 2;
            else break;
        }
        return length;
    }

    int Surrogate(ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var units) != OperationStatus.Done)
        {
            _text[_length++] = '\uFFFD';
            return 1;
        }
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
        {
            _text[_length++] = '0';
            return Number(text);
        }
        Append(DatatroveCharacters.Fold(rune));
        return units;
    }

    void Append(string folded)
    {
        if (_length + folded.Length + 4 > _text.Length) Array.Resize(ref _text, (2 * _text.Length) + folded.Length);
        folded.CopyTo(_text.AsSpan(_length));
        _length += folded.Length;
    }

    /// <summary>Python's rule for a capital sigma: at the end of a word it becomes the final form.</summary>
    static bool IsFinal(ReadOnlySpan<char> text, int at)
    {
        var before = at - 1;
        while (before >= 0 && IsIgnorable(text[before])) before--;
        var after = at + 1;
        while (after < text.Length && IsIgnorable(text[after])) after++;
        return before >= 0 && IsCased(text[before]) && !(after < text.Length && IsCased(text[after]));
    }

    static bool IsCased(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    static bool IsIgnorable(char c) => c is '\'' or '.' or ':' or '\u00B7' or '\u2018' or '\u2019' or '\u2024' or '\u2027' || CharUnicodeInfo.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
