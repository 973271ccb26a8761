using System.Globalization;
using Curation.Stages.Rephrase.Grounding.Facts;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Length, repetition, and whether the end is there.</summary>
static class ShapeCheck
{
    const int Gram = 5;
    const int FewGrams = 20;

    /// <summary>The first failure, or null.</summary>
    public static GroundingFailure? Check(FactText answer, GroundingRules rules)
    {
        var text = answer.Text.Trim();
        if (text.Length < rules.MinLength || text.Length > rules.MaxLength)
            return new(GroundingReasons.Length, text[..Math.Min(text.Length, 80)], string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters, {rules.MinLength} to {rules.MaxLength} are allowed"));
        if (rules.WholeSentences && IsCut(text)) return new(GroundingReasons.Truncated, text[Math.Max(0, text.Length - 80)..]);
        return rules.MaxRepetition > 0 ? Repetition(answer, rules.MaxRepetition) : null;
    }

    static bool IsCut(string text) => text.Length > 0 && !(text[^1] is '.' or '!' or '?' or '"' or '”' or '\'' or ')' or ']' or '`' or '|' or '*' or ':' or '…' or '。' or '！' or '？' or '」' or '»')
        && !LastLine(text).TrimStart().StartsWithAny("-*#|0123456789");

    static ReadOnlySpan<char> LastLine(string text) => text.AsSpan(text.LastIndexOf('\n') + 1);

    static bool StartsWithAny(this ReadOnlySpan<char> text, string marks) => text.Length > 0 && marks.Contains(text[0], StringComparison.Ordinal);

    static GroundingFailure? Repetition(FactText answer, double most)
    {
        var tokens = answer.Tokens;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (count, repeated) = (0, 0);
        string? first = null;
        for (var i = 0; i + Gram <= tokens.Count; i++)
        {
            count++;
            var gram = string.Join(' ', Enumerable.Range(i, Gram).Select(t => tokens[t].Key));
            if (seen.Add(gram)) continue;
            repeated++;
            first ??= gram;
        }
        return count >= FewGrams && repeated > most * count ? new(GroundingReasons.Repetition, first!, string.Create(CultureInfo.InvariantCulture, $"{repeated} of {count} runs of {Gram} words repeat")) : null;
    }
}
