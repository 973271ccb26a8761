using System.Buffers;
using System.Globalization;
using System.Text;

namespace Curation.Stages.Pdf.Layout;

/// <summary>Characters as text should have them: no ligatures, no presentation forms, no controls.</summary>
internal static class Characters
{
    // Ligatures and presentation forms, control characters, soft hyphens and lone surrogates; the others are left as they are.
    static readonly SearchValues<char> s_special = SearchValues.Create(Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c)
        .Where(c => c is < ' ' or (>= '\u007F' and < '\u00A1') or SoftHyphen or (>= '\uFB00' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFF') || char.IsSurrogate(c)).ToArray());

    /// <summary>A hyphen that shows only at the end of a line.</summary>
    public const char SoftHyphen = '\u00AD';

    /// <summary>The text cleaned.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(s_special) < 0) return text;
        var clean = new StringBuilder(text.Length + 4);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (!s_special.Contains(character)) clean.Append(character);
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(character).Append(text[++i]);
            else if (char.IsSurrogate(character)) clean.Append('\uFFFD');
            else if (character is >= '\uFB00' and not '\uFEFF') clean.Append(character.ToString().Normalize(NormalizationForm.FormKC));
            else if (char.IsWhiteSpace(character)) clean.Append(' ');
            // At the end of a line a soft hyphen is a hyphen that joins.
            else if (character == SoftHyphen && i == text.Length - 1) clean.Append(character);
            else if (CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format)) clean.Append(character);
        }
        return clean.ToString().Trim();
    }

    /// <summary>Whether a character cannot be meant: the sign of a font that does not say what its glyphs are.</summary>
    public static bool IsGarbled(char character) =>
        character is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') or (< ' ' and not ('\t' or '\n' or '\r')) or (>= '\u007F' and < '\u00A0') or '\uFFFE' or '\uFFFF';
}
