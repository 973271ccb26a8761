using System.Globalization;
using System.Text;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>
/// What a character is to matching: letters and digits fold to their lower case without marks, apostrophes and marks vanish, Han and other
/// characters of scripts without blanks are words by themselves, all else parts words.
/// </summary>
static class WordFold
{
    /// <summary>Parts words.</summary>
    public const uint Break = 0;

    /// <summary>Is not there.</summary>
    public const uint Nothing = 1 << 16;

    /// <summary>Is a word by itself; the low half is the folded character.</summary>
    public const uint Alone = 1 << 17;

    /// <summary>Half of a surrogate pair, which is a letter of a word.</summary>
    public const uint Digit = 1 << 18;

    static readonly uint[] s_fold = Build();

    /// <summary>The folded character, or one of the kinds.</summary>
    public static uint Of(char c) => s_fold[c];

    static uint[] Build()
    {
        var fold = new uint[0x10000];
        for (var c = 0; c < fold.Length; c++) fold[c] = Fold((char)c);
        return fold;
    }

    static uint Fold(char c)
    {
        if (c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '`' or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF') return Nothing;
        if (char.IsSurrogate(c)) return c;
        switch (CharUnicodeInfo.GetUnicodeCategory(c))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                return Nothing;
            case UnicodeCategory.SpacingCombiningMark:
                return c;
            case UnicodeCategory.DecimalDigitNumber:
                return Digit | (uint)('0' + CharUnicodeInfo.GetDecimalDigitValue(c));
            case UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber:
                return c;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter:
                return char.ToLowerInvariant(Bare(c));
            case UnicodeCategory.OtherLetter:
                return IsUnspaced(c) ? Alone | c : c;
            default:
                return Break;
        }
    }

    /// <summary>The letter without its marks: the first of its decomposition, compatible forms too.</summary>
    static char Bare(char c) => c < 0x80 ? c : c.ToString().Normalize(NormalizationForm.FormKD) is [var first, ..] && char.IsLetter(first) ? first : c;

    static bool IsUnspaced(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF';
}
