using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Curation.Encoders.Tokens;

/// <summary>What is done to a text before it is cut into words.</summary>
sealed class TextNormalizer
{
    readonly Func<string, string>[] _steps;

    TextNormalizer(Func<string, string>[] steps) => _steps = steps;

    /// <summary>Reads <c>normalizer</c>; without one, texts stay as they are.</summary>
    /// <exception cref="InvalidDataException">A step is not known here.</exception>
    public static TextNormalizer Read(JsonElement normalizer) => new([.. normalizer.Parts("normalizers").Select(Step)]);

    /// <summary>The text normalized. Halves of surrogate pairs, which are no characters, become U+FFFD.</summary>
    public string Apply(ReadOnlySpan<char> text) => _steps.Aggregate(WellFormed(text), (t, step) => step(t));

    static Func<string, string> Step(JsonElement step)
    {
        switch (step.Text("type"))
        {
            case "NFC": return t => t.Normalize(NormalizationForm.FormC);
            case "NFD": return t => t.Normalize(NormalizationForm.FormD);
            case "NFKC": return t => t.Normalize(NormalizationForm.FormKC);
            case "NFKD": return t => t.Normalize(NormalizationForm.FormKD);
            case "Lowercase": return t => t.ToLowerInvariant();
            case "Strip":
                var (left, right) = (step.Flag("strip_left") ?? true, step.Flag("strip_right") ?? true);
                return t => (left, right) switch { (true, true) => t.Trim(), (true, false) => t.TrimStart(), (false, true) => t.TrimEnd(), _ => t };
            case "Precompiled": return CharacterMap.Read(step.Text("precompiled_charsmap") ?? "").Apply;
            case "Replace":
                var content = step.GetProperty("content").GetString()!;
                if (step.Member("pattern").Text("String") is { Length: > 0 } text) return t => t.Replace(text, content, StringComparison.Ordinal);
                // A pattern is part of the model; what it could cost is bounded.
                var regex = new Regex(step.Member("pattern").Text("Regex") ?? throw new InvalidDataException("a normalizer Replace without a pattern"), RegexOptions.NonBacktracking);
                return t => regex.Replace(t, _ => content);
            case var other: throw new InvalidDataException($"a normalizer {other ?? "without type"}");
        }
    }

    static string WellFormed(ReadOnlySpan<char> text)
    {
        var result = text.ToString();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else return string.Concat(result.EnumerateRunes());
        }
        return result;
    }
}
