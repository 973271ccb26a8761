using System.Globalization;
using System.Text;

namespace Curation.Stages.Pdf.Routing;

/// <summary>How much a text looks like words of a language: by pairs of letters, and by words that mix what words do not mix.</summary>
internal struct Wording
{
    /// <summary>Fewest pairs of letters to judge by.</summary>
    const int FewestPairs = 150;

    /// <summary>Fewest words to judge by.</summary>
    const int FewestWords = 20;

    double _log2;
    int _pairs;
    int _otherLetters;
    int _words;
    int _odd;

    /// <summary>
    /// Likelihood that the letters are a language's, 0 to 1; null without enough Latin letters. Real pages of manuals in four languages have .84 and more, ciphers
    /// (a font whose map is wrong) .2 and less.
    /// </summary>
    public readonly double? Plausibility => _pairs < FewestPairs || _otherLetters > _pairs ? null : 1 / (1 + Math.Exp(-4 * ((_log2 / _pairs) + 4.7)));

    /// <summary>Share of words that mix letters with digits or signs, or change case within: bad recognition. Null if there are too few words.</summary>
    public readonly double? OddWords => _words < FewestWords ? null : (double)_odd / _words;

    /// <summary>Adds a line.</summary>
    public void Add(string line)
    {
        var isAscii = Ascii.IsValid(line);
        foreach (var range in line.AsSpan().Split(' '))
        {
            var word = line.AsSpan()[range].Trim(".,;:!?\"'()[]{}<>“”‘’«»*-–—/|=+…");
            if (word.IsEmpty) continue;
            _words++;
            if (IsOdd(word)) _odd++;
            Letters(isAscii || Ascii.IsValid(word) ? word : Folded(word));
        }
    }

    /// <summary>Pairs of a word's runs of letters.</summary>
    void Letters(ReadOnlySpan<char> word)
    {
        for (var at = 0; at < word.Length;)
        {
            if (!char.IsAsciiLetter(word[at]))
            {
                if (char.IsLetter(word[at])) _otherLetters++;
                at++;
                continue;
            }
            var end = at + 1;
            while (end < word.Length && char.IsAsciiLetter(word[end])) end++;
            if (end - at > 1)
            {
                var last = LetterPairs.Edge;
                for (; at < end; at++)
                {
                    var letter = (word[at] | 0x20) - 'a';
                    _log2 += LetterPairs.Log2(last, letter);
                    last = letter;
                    _pairs++;
                }
                _log2 += LetterPairs.Log2(last, LetterPairs.Edge);
                _pairs++;
            }
            at = end;
        }
    }

    static bool IsOdd(ReadOnlySpan<char> word)
    {
        var (letters, signs, digits) = (0, 0, 0);
        var (isOdd, isLower) = (false, false);
        for (var i = 0; i < word.Length; i++)
        {
            var character = word[i];
            if (char.IsLetter(character))
            {
                letters++;
                // A capital within a word, or a letter behind a digit that is behind a letter.
                if ((isLower && char.IsUpper(character)) || (i > 1 && char.IsDigit(word[i - 1]) && letters > 1 && char.IsLetter(word[i - 2]))) isOdd = true;
                isLower = char.IsLower(character);
                continue;
            }
            isLower = false;
            if (char.IsDigit(character)) digits++;
            else if (character is not ('-' or '\'' or '’' or '.' or '&' or '/' or '_') && CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)) signs++;
        }
        if (letters == 0) return false;
        if (word.Length == 1) return char.IsAsciiLetter(word[0]) && (word[0] | 0x20) is not ('a' or 'i' or 'o' or 'y' or 'e' or 'u' or 'x');
        return isOdd || signs > 0;
    }

    static string Folded(ReadOnlySpan<char> word)
    {
        var text = word.ToString().Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark) folded.Append(character);
        return folded.ToString();
    }
}
