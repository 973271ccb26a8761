using System.Text.RegularExpressions;

namespace Curation.Stages.Rephrase.Grounding;

/// <summary>Phrases that models say of themselves and their task, and that pages have around their content.</summary>
static partial class PhraseCheck
{
    /// <summary>The first failure, or null.</summary>
    /// <param name="text">The answer.</param>
    /// <param name="source">Its source: what it has itself is no leak.</param>
    /// <param name="prompt">The instructions that were given, without the source.</param>
    public static GroundingFailure? Check(string text, string source, PromptPhrases? prompt)
    {
        if (Refusal().Match(text) is { Success: true } refusal && !Has(source, refusal.Value)) return new(GroundingReasons.Refusal, refusal.Value.Trim());
        if (Leak().Match(text) is { Success: true } leak && !Has(source, leak.Value)) return new(GroundingReasons.Leak, leak.Value.Trim());
        if (prompt?.Find(text, source) is { } words) return new(GroundingReasons.Leak, words, "words of the prompt");
        return Boilerplate().Match(text) is { Success: true } boilerplate ? new(GroundingReasons.Boilerplate, boilerplate.Value.Trim()) : null;
    }

    static bool Has(string source, string phrase) => source.Contains(phrase.Trim(), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bas an? (?:ai|artificial intelligence|(?:large )?language model)\b|(?:^|[.\n""])\s*(?:I(?:'m| am) (?:sorry|unable|not able|afraid)|I (?:can(?:no|')t|cannot|won't|apologi[sz]e)|(?:sorry|apologies),? (?:but )?I|unfortunately,? I (?:can|am)|no (?:relevant )?information is (?:given|provided)|es tut mir leid,? (?:aber )?ich|(?:je suis )?désolée?,? (?:mais )?je ne|lo siento,? (?:pero )?no puedo)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Refusal();

    [GeneratedRegex(@"(?:^|\n)\s*(?:(?:sure|certainly|of course|okay)[,!.:]|here(?:'s| is| are) (?:the|a|an|some|your|my)\b[^.\n]{0,80}:)|\b(?:(?:provided|given|above|following) (?:text|passage|context|document|article|excerpt|source)|(?:the|this) passage|(?:in|according to|based on|mentioned in|from) (?:the|this) (?:text|context|excerpt|provided\b))|<\|?(?:im_start|im_end|assistant|user|system|endoftext|think)\|?>|\[/?INST\]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Leak();

    [GeneratedRegex(@"\b(?:(?:we|this (?:web)?site) uses? cookies|accept (?:all )?cookies|all rights reserved|subscribe to (?:our|the) newsletter|sign up for (?:our|the) newsletter|skip to (?:main )?content|enable javascript|terms of (?:use|service) and privacy policy|click here to (?:subscribe|sign up|log in|continue)|©\s?\d{4}|follow us on (?:facebook|twitter|instagram))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Boilerplate();
}
