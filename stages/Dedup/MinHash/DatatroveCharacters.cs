using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>What datatrove's normalisation makes of a character.</summary>
enum DatatroveKind : byte
{
    /// <summary>A blank: white space and what its list calls punctuation.</summary>
    Blank,

    /// <summary>A letter or number in its folded form.</summary>
    Word,

    /// <summary>Any other character, a word by itself.</summary>
    Symbol,

    /// <summary>A decimal digit of any script.</summary>
    Digit,

    /// <summary>Several characters, or none.</summary>
    Expansion,

    /// <summary>Half of a code point beyond U+FFFF.</summary>
    Surrogate,
}

/// <summary>Kinds and folded forms of characters under datatrove's <c>simplify_text</c>; pages of 256 are made when first met.</summary>
static class DatatroveCharacters
{
    /// <summary>datatrove's list, without the control characters.</summary>
    const string Punctuation = "!/—”:％１〈&(、━\\【#%「」，】；+^]~“《„';’{|∶´[=-`*．（–？！：$～«〉,><》)?）。…@_.\"}►»";

    static readonly Page?[] s_pages = new Page?[256];

    /// <summary>Kind and folded form of a UTF-16 unit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DatatroveKind Of(char c, out char folded)
    {
        var page = s_pages[c >> 8] ?? Make(c >> 8);
        folded = page.Folded[c & 255];
        return page.Kinds[c & 255];
    }

    /// <summary>What stands for a character of the kind <see cref="DatatroveKind.Expansion"/>.</summary>
    public static string Expansion(char c) => (s_pages[c >> 8] ?? Make(c >> 8)).Expansions.GetValueOrDefault(c, "");

    /// <summary>Whether a character of the normalised text is part of a word (Python's <c>\w</c>).</summary>
    public static bool IsWord(char c) => c < 128
        ? char.IsAsciiLetterOrDigit(c) || c == '_'
        : CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Lower case, decomposed, without category Mn.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var rune in text.ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) folded.Append(rune.ToString());
        return folded.ToString();
    }

    static Page Make(int ordinal)
    {
        var page = new Page();
        for (var i = 0; i < 256; i++) Add(page, i, (char)((ordinal << 8) | i));
        return s_pages[ordinal] = page;
    }

    static void Add(Page page, int i, char c)
    {
        if (char.IsSurrogate(c)) page.Kinds[i] = DatatroveKind.Surrogate;
        // Numbers come before punctuation, in which the full-width one is listed.
        else if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber) page.Kinds[i] = DatatroveKind.Digit;
        else if (char.IsWhiteSpace(c) || char.IsControl(c) || Punctuation.Contains(c, StringComparison.Ordinal)) page.Kinds[i] = DatatroveKind.Blank;
        else if (Fold(c.ToString()) is [var folded])
        {
            page.Folded[i] = folded;
            page.Kinds[i] = IsWord(folded) ? DatatroveKind.Word : DatatroveKind.Symbol;
        }
        else
        {
            page.Kinds[i] = DatatroveKind.Expansion;
            page.Expansions[c] = Fold(c.ToString());
        }
    }

    sealed class Page
    {
        public readonly DatatroveKind[] Kinds = new DatatroveKind[256];
        public readonly char[] Folded = new char[256];
        public readonly Dictionary<char, string> Expansions = [];
    }
}
