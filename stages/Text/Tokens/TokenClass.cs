using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Curation.Stages.Text.Sentences;

namespace Curation.Stages.Text.Tokens;

/// <summary>Classes of characters as the rules of <see cref="TokenSegmenter"/> use them; a character has any number of them.</summary>
[Flags]
enum TokenClass : ushort
{
    None = 0,
    Blank = 1,

    /// <summary>Lower-case letter, or letter of a script without case.</summary>
    Lower = 2,

    /// <summary>Upper-case letter, or letter of a script without case.</summary>
    Upper = 4,

    /// <summary>0 to 9.</summary>
    Digit = 8,
    Quote = 16,

    /// <summary>Punctuation that is split off both ends of a chunk.</summary>
    Split = 32,

    /// <summary>A symbol such as an arrow or an emoji.</summary>
    Icon = 64,
    Currency = 128,

    /// <summary>A letter of any script.</summary>
    Letter = 256,

    /// <summary>In cc_net's list of punctuation and control characters, or ends sentences: what datatrove takes for punctuation.</summary>
    Listed = 512,

    /// <summary>General categories P*.</summary>
    Punctuation = 1024,
    SentenceEnd = 2048,
    Surrogate = 4096,

    /// <summary>Letter, digit or underscore of any script: Python's <c>\w</c>.</summary>
    WordCharacter = 8192,

    Cased = Lower | Upper,
}

static class TokenClasses
{
    const string Split = "\u2026,:;!?\u00BF\u061F\u00A1()[]{}<>_#*&\u3002\uFF1F\uFF01\uFF0C\u3001\uFF1B\uFF1A\uFF5E\u00B7\u0964\u060C\u06D4\u061B\u066A";
    const string Quotes = "'\"\u201D\u201C`\u2018\u00B4\u2019\u201A,\u201E\u00BB\u00AB\u300C\u300D\u300E\u300F\uFF08\uFF09\u3014\u3015\u3010\u3011\u300A\u300B\u3008\u3009\u27E6\u27E7";
    const string Currencies = "$\u00A3\u20AC\u00A5\u0E3F\u20BD\uFDFC\u20B4\u20A0\u20A1\u20A2\u20A3\u20A4\u20A5\u20A6\u20A7\u20A8\u20A9\u20AA\u20AB\u20AD\u20AE\u20AF\u20B0\u20B1\u20B2\u20B3\u20B5\u20B6\u20B7\u20B8\u20B9\u20BA\u20BB\u20BC\u20BE\u20BF";

    // cc_net's list (Wenzek et al. 2020), which datatrove took over.
    const string Listed = "!/\u2014\u201D:\uFF05\uFF11\u3008&(\u3001\u2501\\\u3010#%\u300C\u300D\uFF0C\u3011\uFF1B+^]~\u201C\u300A\u201E';\u2019{|\u2236\u00B4[=-`*\uFF0E\uFF08\u2013\uFF1F\uFF01\uFF1A$\uFF5E\u00AB\u3009,><\u300B)?\uFF09\u3002\u2026@_.\"}\u25BA\u00BB";

    static readonly TokenClass[] s_classes = Build();

    // Every character has an entry: nothing to check.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TokenClass Of(char c) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(s_classes), (nuint)c);

    /// <summary>Classes of the code point that begins a text, and its length in UTF-16 units.</summary>
    public static TokenClass Of(ReadOnlySpan<char> text, out int length)
    {
        length = 1;
        var found = s_classes[text[0]];
        if ((found & TokenClass.Surrogate) == 0) return found;
        if (Rune.DecodeFromUtf16(text, out var rune, out length) != OperationStatus.Done) return TokenClass.None;
        return OfCategory(rune.Value, Rune.GetUnicodeCategory(rune)) | (TerminalPunctuation.Contains(rune) ? TokenClass.SentenceEnd | TokenClass.Listed : 0);
    }

    static TokenClass[] Build()
    {
        var classes = new TokenClass[0x10000];
        for (var c = 0; c < classes.Length; c++)
        {
            var found = OfCategory(c, CharUnicodeInfo.GetUnicodeCategory((char)c));
            if (Python.PythonText.IsSpace((char)c)) found |= TokenClass.Blank;
            if (c is >= '0' and <= '9') found |= TokenClass.Digit;
            if (c is '_') found |= TokenClass.WordCharacter;
            if (c is < 9 or 11 or 12 or (>= 13 and < 32) or (>= 127 and < 160)) found |= TokenClass.Listed;
            if (char.IsSurrogate((char)c)) found = TokenClass.Surrogate;
            if (TerminalPunctuation.Contains((char)c)) found |= TokenClass.SentenceEnd | TokenClass.Listed;
            classes[c] = found;
        }
        foreach (var c in Split) classes[c] |= TokenClass.Split;
        foreach (var c in Quotes) classes[c] |= TokenClass.Quote;
        foreach (var c in Currencies) classes[c] |= TokenClass.Currency;
        foreach (var c in Listed) classes[c] |= TokenClass.Listed;
        return classes;
    }

    static TokenClass OfCategory(int c, UnicodeCategory category) => Case(c, category) | category switch
    {
        <= UnicodeCategory.OtherLetter => TokenClass.Letter | TokenClass.WordCharacter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => TokenClass.WordCharacter,
        >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => TokenClass.Punctuation,
        UnicodeCategory.OtherSymbol => TokenClass.Icon,
        _ => TokenClass.None,
    };

    static TokenClass Case(int c, UnicodeCategory category) => c switch
    {
        < 0x0250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0xFF21 and <= 0xFF5A) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA722 and <= 0xA7FF) or (>= 0x0370 and <= 0x04FF) or (>= 0x0250 and <= 0x02AF) or (>= 0x1D00 and <= 0x1D9A) => category switch
        {
            UnicodeCategory.LowercaseLetter => TokenClass.Lower,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => TokenClass.Upper,
            _ => TokenClass.None,
        },
        (>= 0x0591 and <= 0x05F4) or (>= 0xFB1D and <= 0xFB4F) or (>= 0x0620 and <= 0x064A) or (>= 0x066E and <= 0x06D5) or (>= 0x06E5 and <= 0x06FF)
            or (>= 0x0750 and <= 0x077F) or (>= 0x08A0 and <= 0x08BD) or (>= 0x0900 and <= 0x09FF) or (>= 0x0B80 and <= 0x0CFF) or (>= 0x0D80 and <= 0x0DFF)
            or (>= 0x1100 and <= 0x11FF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0x2E80 and <= 0x312F) or (>= 0x31C0 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFB50 and <= 0xFDFB) or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x1F200 and <= 0x1F2FF) or (>= 0x20000 and <= 0x2FA1F) => TokenClass.Cased,
        _ => TokenClass.None,
    };
}
