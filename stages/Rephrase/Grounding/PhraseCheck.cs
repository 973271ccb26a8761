using System.Text.RegularExpressions;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Phrases that models say of themselves and their task, and that pages have around their content.</summary>
static partial class PhraseCheck
{
    const int LeakWords = 8;

    /// <summary>The first failure, or null.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="source">Its source: what it has itself is no leak.</param>
    /// <param name="prompt">The instructions that were given, without the source.</param>
    public static GroundingFailure? Check(string text, string source, string? prompt)
    {
        if (Refusal().Match(text) is { Success: true } refusal && !Has(source, refusal.Value)) return new(GroundingReasons.Refusal, refusal.Value.Trim());
        if (Leak().Match(text) is { Success: true } leak && !Has(source, leak.Value)) return new(GroundingReasons.Leak, leak.Value.Trim());
        if (prompt is not null && PromptWords(text, source, prompt) is { } words) return new(GroundingReasons.Leak, words, "words of the prompt");
        return Boilerplate().Match(text) is { Success: true } boilerplate ? new(GroundingReasons.Boilerplate, boilerplate.Value.Trim()) : null;
    }

    /// <summary>A run of the prompt's words in the answer that the source does not have.</summary>
    static string? PromptWords(string text, string source, string prompt)
    {
        var words = Words(prompt);
        var own = $" {string.Join(' ', Words(text))} ";
        for (var i = 0; i + LeakWords <= words.Length; i++)
        {
            var run = string.Join(' ', words, i, LeakWords);
            if (own.Contains($" {run} ", StringComparison.Ordinal) && !$" {string.Join(' ', Words(source))} ".Contains($" {run} ", StringComparison.Ordinal)) return run;
        }
        return null;
    }

    static string[] Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    static bool Has(string source, string phrase) => source.Contains(phrase.Trim(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b|(?:^|[.\n""])\s*(?:I(?:'m| am) (?:sorry|unable|not able|afraid)|I (?:can(?:no|')t|cannot|won't|apologi[sz]e)|(?:sorry|apologies),? (?:but )?I|unfortunately,? I (?:can|am)|no (?:relevant )?information is (?:given|provided)|es tut mir leid,? (?:aber )?ich|(?:je suis )?désolée?,? (?:mais )?je ne|lo siento,? (?:pero )?no puedo)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"(?:^|\n)\s*(?:(?:sure|certainly|of course|okay)[,!.:]|here(?:'s| is| are) (?:the|a|an|some|your|my)\b[^.\n]{0,80}:)|\b(?:(?:provided|given|above|following) (?:text|passage|context|document|article|excerpt|source)|(?:the|this) passage|(?:in|according to|based on|mentioned in|from) (?:the|this) (?:text|context|excerpt|provided\b))|<\|?(?:im_start|im_end|assistant|user|system|endoftext|think)\|?>|\[/?INST\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Leak();

    [GeneratedRegex(@"\b(?:(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies|all rights reserved|subscribe to (?:our|the) newsletter|sign up for (?:our|the) newsletter|skip to (?:main )?content|enable javascript|terms of (?:use|service) and privacy policy|click here to (?:subscribe|sign up|log in|continue)|©\s?\d{4}|follow us on (?:facebook|twitter|instagram))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Boilerplate();

    [GeneratedRegex(@"\p{L}[\p{L}\p{N}']*")]
    private static partial Regex Word();
}
