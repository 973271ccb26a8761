using System.Text;
using Curation.Stages.Pdf.Parsing;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Accents that are drawn as glyphs of their own over or under a letter, as TeX's older fonts do.</summary>
internal static class Diacritics
{
    /// <summary>Whether a character is an accent without a letter. Those of ASCII are more than that and are left alone.</summary>
    public static bool IsAccent(char character) => Combining(character) != '\0';

    /// <summary>Whether the last character is an accent and the glyph the letter under it.</summary>
    /// <param name="text">What is drawn before the glyph.</param>
    /// <param name="glyph">The glyph.</param>
    /// <param name="left">Left end of the accent.</param>
    /// <param name="right">Right end of the accent.</param>
    public static bool Combines(StringBuilder text, in Glyph glyph, float left, float right) =>
        text.Length > 0 && glyph.Text.Length > 0 && IsAccent(text[^1]) && char.IsLetter(glyph.Text[0])
        && (left + right) / 2 is var middle && middle > glyph.X - (.05f * glyph.Size) && middle < glyph.EndX + (.05f * glyph.Size);

    /// <summary>Replaces the accent at the end by the letter with it.</summary>
    public static void Merge(StringBuilder text, string letter)
    {
        var accent = Combining(text[^1]);
        text.Length--;
        var first = letter[0] switch { 'ı' => 'i', 'ȷ' => 'j', var other => other };
        text.Append($"{first}{accent}".Normalize(NormalizationForm.FormC)).Append(letter.AsSpan(1));
    }

    static char Combining(char accent) => accent switch
    {
        '\u00B4' or '\u02CA' => '\u0301',
        '\u02CB' => '\u0300',
        '\u00A8' => '\u0308',
        '\u02C6' => '\u0302',
        '\u02DC' => '\u0303',
        '\u00B8' => '\u0327',
        '\u02C7' => '\u030C',
        '\u02D8' => '\u0306',
        '\u02D9' => '\u0307',
        '\u02DA' => '\u030A',
        '\u02DD' => '\u030B',
        '\u02DB' => '\u0328',
        _ => '\0',
    };
}
