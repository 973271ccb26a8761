using System.Buffers;

namespace Curation.Stages.Markup.Wikitext;

/// <summary>Raised and lowered digits and signs.</summary>
internal static class Scripts
{
    const string Plain = "0123456789+-−=()";
    static readonly SearchValues<char> s_plain = SearchValues.Create(Plain);

    const string Upper = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    const string Lower = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>Appends the raised or lowered form; false if a character has none.</summary>
    public static bool TryAppend(TextBuffer output, ReadOnlySpan<char> text, bool isUpper)
    {
        text = text.Trim();
        if (text.IsEmpty || text.IndexOfAnyExcept(s_plain) >= 0) return false;
        foreach (var value in text) output.Append((isUpper ? Upper : Lower)[Plain.IndexOf(value)]);
        return true;
    }
}
