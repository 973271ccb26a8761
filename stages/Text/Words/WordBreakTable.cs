using System.Buffers;
using System.Globalization;
using System.Text;

namespace Curation.Stages.Text.Words;

/// <summary>Class of every character: Unicode's general categories of this .NET, refined by the lists of UAX 29, table 3.</summary>
static class WordBreakTable
{
    static readonly WordBreakClass[] s_classes = Build();

    /// <summary>Class of a UTF-16 unit.</summary>
    public static WordBreakClass Of(char c) => s_classes[c];

    /// <summary>Class of the code point that begins <paramref name="text"/> and its length in UTF-16 units.</summary>
    public static WordBreakClass Of(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        var found = s_classes[text[0]];
        if (found != WordBreakClass.Surrogate) return found;
        if (Rune.DecodeFromUtf16(text, out var rune, out length) != OperationStatus.Done) return WordBreakClass.Other;
        return OfSupplementary(rune.Value);
    }

    static WordBreakClass[] Build()
    {
        var classes = new WordBreakClass[0x10000];
        for (var c = 0; c < classes.Length; c++) classes[c] = OfBasic((char)c);
        return classes;
    }

    static WordBreakClass OfBasic(char c) => c switch
    {
        >= '\uD800' and <= '\uDFFF' => WordBreakClass.Surrogate,
        '\'' => WordBreakClass.SingleQuote,
        '"' => WordBreakClass.DoubleQuote,
        ':' or '\uFE13' or '\uFE55' or '\uFF1A' => WordBreakClass.Colon,
        '\u00B7' or '\u0387' or '\u055F' or '\u05F4' or '\u2027' => WordBreakClass.MidLetter,
        '.' or '\u2018' or '\u2019' or '\u2024' or '\uFE52' or '\uFF07' or '\uFF0E' => WordBreakClass.MidBoth,
        ',' or ';' or '\u037E' or '\u0589' or '\u060C' or '\u060D' or '\u066C' or '\u07F8' or '\u2044'
            or '\uFE10' or '\uFE14' or '\uFE50' or '\uFE54' or '\uFF0C' or '\uFF1B' => WordBreakClass.MidDigit,
        '\u066B' => WordBreakClass.Digit,
        '\u200D' => WordBreakClass.Joiner,
        '\u200B' => WordBreakClass.Blank,
        '\u00AD' or '\u200C' or '\uFEFF' => WordBreakClass.Extend,
        '\u202F' => WordBreakClass.Connector,
        >= '\u3031' and <= '\u3035' or '\u309B' or '\u309C' or '\u30A0' or >= '\u30A1' and <= '\u30FA' or >= '\u30FC' and <= '\u30FF'
            or >= '\u31F0' and <= '\u31FF' or >= '\u32D0' and <= '\u32FE' or >= '\u3300' and <= '\u3357' or >= '\uFF66' and <= '\uFF9D' => WordBreakClass.Katakana,
        >= '\u3041' and <= '\u3096' or '\u309D' or '\u309E' or '\u309F' or >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF'
            or >= '\uF900' and <= '\uFAFF' or '\u3005' or '\u3006' or '\u3007' or >= '\u3021' and <= '\u3029' or >= '\u3038' and <= '\u303A'
            => WordBreakClass.Ideograph,
        _ => OfCategory(c, CharUnicodeInfo.GetUnicodeCategory(c)),
    };

    static WordBreakClass OfCategory(int c, UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => OfLetter(c),
        UnicodeCategory.DecimalDigitNumber => WordBreakClass.Digit,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format => WordBreakClass.Extend,
        UnicodeCategory.ConnectorPunctuation => WordBreakClass.Connector,
        UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => WordBreakClass.Blank,
        UnicodeCategory.OtherSymbol when c is >= 0x24B6 and <= 0x24E9 => WordBreakClass.Letter,
        UnicodeCategory.ModifierSymbol when c is (>= 0x02C2 and <= 0x02C5) or (>= 0x02D2 and <= 0x02D7) or (>= 0x02DE and <= 0x02DF) or (>= 0x02E5 and <= 0x02EB) or 0x02ED or (>= 0x02EF and <= 0x02FF) => WordBreakClass.Letter,
        _ => WordBreakClass.Other,
    };

    static WordBreakClass OfLetter(int c) => c switch
    {
        (>= 0x05D0 and <= 0x05F2) or (>= 0xFB1D and <= 0xFB4F) => WordBreakClass.HebrewLetter,
        (>= 0x0E01 and <= 0x0EDF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17DF) or (>= 0x1950 and <= 0x19DF) or (>= 0x1A20 and <= 0x1AAF)
            or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAADF) => WordBreakClass.Unspaced,
        _ => WordBreakClass.Letter,
    };

    static WordBreakClass OfSupplementary(int c) => c switch
    {
        (>= 0x20000 and <= 0x3FFFD) => WordBreakClass.Ideograph,
        (>= 0x1B000 and <= 0x1B16F) => WordBreakClass.Katakana,
        (>= 0x1F1E6 and <= 0x1F1FF) => WordBreakClass.RegionalIndicator,
        (>= 0x1F3FB and <= 0x1F3FF) => WordBreakClass.Extend,
        (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189) => WordBreakClass.Letter,
        _ => OfCategory(c, CharUnicodeInfo.GetUnicodeCategory(c)),
    };
}
