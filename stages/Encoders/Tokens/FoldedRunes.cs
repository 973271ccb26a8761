using System.Globalization;
using System.Text;

namespace Curation.Encoders.Tokens;

/// <summary>
/// What BERT's basic tokenizer makes of a character: nothing of control characters, a blank of white space, and by option lower case
/// without accents. Each character is looked up once.
/// </summary>
/// <param name="lowerCase">Whether letters are lower-cased.</param>
/// <param name="stripAccents">Whether characters are decomposed and their accents left out.</param>
/// <param name="clean">Whether control characters are left out.</param>
sealed class FoldedRunes(bool lowerCase, bool stripAccents, bool clean)
{
    readonly Rune[]?[] _basic = new Rune[]?[0x10000];

    /// <summary>The characters that stand for one.</summary>
    public ReadOnlySpan<Rune> Of(Rune rune) => rune.IsBmp ? _basic[rune.Value] ??= Fold(rune) : Fold(rune);

    /// <summary>Whether a character is a word of its own: punctuation (all of ASCII's symbols too) or an ideograph.</summary>
    public static bool StandsAlone(Rune rune, bool ideographs) =>
        rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) is false && rune.Value is > 32 and < 127 : Rune.IsPunctuation(rune) || (ideographs && IsIdeograph(rune.Value));

    Rune[] Fold(Rune rune)
    {
        if (rune.Value is '\t' or '\n' or '\r') return [new(' ')];
        if (clean && (rune.Value is 0 or 0xFFFD || IsOther(rune))) return [];
        // Behind the controls: some of them are white space, too.
        if (Rune.IsWhiteSpace(rune)) return [new(' ')];
        var text = rune.ToString();
        if (stripAccents) text = string.Concat(text.Normalize(NormalizationForm.FormD).EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.NonSpacingMark));
        return [.. text.EnumerateRunes().Select(r => lowerCase ? Rune.ToLowerInvariant(r) : r)];
    }

    static bool IsOther(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    /// <summary>The CJK blocks that BERT's tokenizer lists.</summary>
    static bool IsIdeograph(int c) => c is >= 0x4E00 and <= 0x9FFF or >= 0x3400 and <= 0x4DBF or >= 0x20000 and <= 0x2A6DF or >= 0x2A700 and <= 0x2B73F
        or >= 0x2B740 and <= 0x2B81F or >= 0x2B820 and <= 0x2CEAF or >= 0xF900 and <= 0xFAFF or >= 0x2F800 and <= 0x2FA1F;
}
