using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>What datatrove's normalisation makes of a character.</summary>
enum DatatroveKind : byte
{
    /// <summary>A blank: white space and what its list calls punctuation.</summary>
    Blank,

    /// <summary>Another character, in its folded form.</summary>
    Character,

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

    /// <summary>Lower case, decomposed, without category Mn.</summary>
    public static string Fold(Rune rune)
    {
        // Normalisation refuses the code points that are none.
        if (rune.Value is >= 0xFDD0 and <= 0xFDEF || (rune.Value & 0xFFFE) == 0xFFFE) return rune.ToString();
        var folded = new StringBuilder();
        foreach (var part in rune.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark) folded.Append(part.ToString());
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
        else
        {
            var folded = Fold(new Rune(c));
            page.Kinds[i] = folded.Length == 1 ? DatatroveKind.Character : DatatroveKind.Expansion;
            if (folded.Length == 1) page.Folded[i] = folded[0];
            else page.Expansions[c] = folded;
        }
    }

    sealed class Page
    {
        public readonly DatatroveKind[] Kinds = new DatatroveKind[256];
        public readonly char[] Folded = new char[256];
        public readonly Dictionary<char, string> Expansions = [];
    }
}
