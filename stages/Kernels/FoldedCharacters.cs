using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Curation.Stages.Kernels;

/// <summary>What a character is once case, diacritics and the values of digits are taken away.</summary>
enum FoldKind : byte
{
    /// <summary>Ends a word: blanks, punctuation, symbols.</summary>
    Separator,

    /// <summary>Part of a word: letters, marks that are no diacritics.</summary>
    Letter,

    /// <summary>A digit of any script.</summary>
    Digit,

    /// <summary>A word by itself: scripts written without blanks.</summary>
    Alone,

    /// <summary>A diacritic (category Mn) or format character: as if it were not there.</summary>
    Nothing,

    /// <summary>Half of a code point beyond U+FFFF.</summary>
    Surrogate,
}

/// <summary>
/// Folded forms of characters: lower case, canonical decomposition without category Mn. Pages of 256 are made when first met, so
/// that texts of one script pay for it alone.
/// </summary>
static class FoldedCharacters
{
    static readonly Page?[] s_pages = new Page?[256];

    /// <summary>Kind and folded form of a UTF-16 unit.</summary>
    /// <param name="c">The unit.</param>
    /// <param name="folded">The folded character, if it is one; else see <see cref="Expansion"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FoldKind Of(char c, out char folded)
    {
        var page = s_pages[c >> 8] ?? Make(c >> 8);
        folded = page.Folded[c & 255];
        return page.Kinds[c & 255];
    }

    /// <summary>The folded form of a unit for which <see cref="Of(char, out char)"/> gave U+0000.</summary>
    public static string Expansion(char c) => (s_pages[c >> 8] ?? Make(c >> 8)).Expansions.GetValueOrDefault(c, "");

    /// <summary>Kind and folded form of a code point beyond U+FFFF.</summary>
    public static FoldKind Of(Rune rune, out string folded)
    {
        var kind = KindOf(Rune.GetUnicodeCategory(rune), rune.Value);
        folded = kind is FoldKind.Letter or FoldKind.Alone ? Fold(rune.ToString()) : "";
        return kind;
    }

    static Page Make(int ordinal)
    {
        var page = new Page();
        for (var i = 0; i < 256; i++)
        {
            var c = (char)((ordinal << 8) | i);
            var kind = char.IsSurrogate(c) ? FoldKind.Surrogate : KindOf(CharUnicodeInfo.GetUnicodeCategory(c), c);
            page.Kinds[i] = kind;
            if (kind == FoldKind.Digit) page.Folded[i] = '0';
            if (kind is not (FoldKind.Letter or FoldKind.Alone)) continue;
            var folded = Fold(c.ToString());
            if (folded.Length == 1) page.Folded[i] = folded[0];
            else page.Expansions[c] = folded;
        }
        return s_pages[ordinal] = page;
    }

    static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var rune in text.ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) folded.Append(rune.ToString());
        return folded.ToString();
    }

    static FoldKind KindOf(UnicodeCategory category, int c) => category switch
    {
        UnicodeCategory.DecimalDigitNumber => FoldKind.Digit,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.Format => FoldKind.Nothing,
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark => IsUnspaced(c) ? FoldKind.Alone : FoldKind.Letter,
        _ => FoldKind.Separator,
    };

    /// <summary>Han, kana and the scripts of South-East Asia that put no blanks between words.</summary>
    static bool IsUnspaced(int c) => c is (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x3029) or (>= 0x3031 and <= 0x30FF)
        or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9D)
        or (>= 0x0E01 and <= 0x0EDF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17DF) or (>= 0x1950 and <= 0x19DF) or (>= 0x1A20 and <= 0x1AAF)
        or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAADF) or (>= 0x1B000 and <= 0x1B16F) or (>= 0x20000 and <= 0x3FFFD);

    sealed class Page
    {
        public readonly FoldKind[] Kinds = new FoldKind[256];
        public readonly char[] Folded = new char[256];
        public readonly Dictionary<char, string> Expansions = [];
    }
}
