using System.Text;

namespace Curation.Encoders.Tokens;

/// <summary>
/// The words and letters of byte-level BPE (Radford et al. 2019). A word is a run of letters, of digits or of other characters with the blank
/// before it, an English ending behind an apostrophe, or white space; each byte of it has a printable character in the vocabulary.
/// </summary>
static class ByteLevel
{
    static readonly string[] s_endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>Characters that stand for bytes: printable ones of Latin-1 for themselves, others from U+0100 on.</summary>
    public static char[] Letters { get; } = MakeLetters();

    /// <summary>Length of the text's first word.</summary>
    public static int Word(ReadOnlySpan<char> text)
    {
        foreach (var ending in s_endings)
        {
            if (text.StartsWith(ending, StringComparison.Ordinal)) return ending.Length;
        }
        var start = text is [' ', _, ..] ? 1 : 0;
        Rune.DecodeFromUtf16(text[start..], out var first, out _);
        if (!Rune.IsWhiteSpace(first)) return start + Run(text[start..], KindOf(first));
        var blanks = Run(text, Kind.Blank);
        // The last blank belongs to the word behind it.
        return blanks == text.Length || blanks == 1 ? blanks : blanks - 1;
    }

    static int Run(ReadOnlySpan<char> text, Kind kind)
    {
        var length = 0;
        while (length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out var rune, out var units);
            if (KindOf(rune) != kind) break;
            length += units;
        }
        return length;
    }

    static Kind KindOf(Rune rune) => Rune.IsWhiteSpace(rune) ? Kind.Blank : Rune.IsLetter(rune) ? Kind.Letter : Rune.IsNumber(rune) ? Kind.Number : Kind.Other;

    static char[] MakeLetters()
    {
        var (letters, next) = (new char[256], (char)256);
        for (var b = 0; b < 256; b++) letters[b] = b is (> 32 and < 127) or (> 160 and not 173) ? (char)b : next++;
        return letters;
    }

    enum Kind { Blank, Letter, Number, Other }
}
