namespace Curation.Stages.Rephrase.Grounding;

/// <summary>What an answer must satisfy, by style. Shares are 0 to 1; a share of 0 switches its rule off.</summary>
public sealed record GroundingRules
{
    /// <summary>Whether numbers and dates must occur in the source.</summary>
    public bool Numbers { get; init; } = true;

    /// <summary>Whether names (capitalised words within sentences) must occur in the source.</summary>
    public bool Names { get; init; } = true;

    /// <summary>Whether URLs and code must occur in the source.</summary>
    public bool Verbatim { get; init; } = true;

    /// <summary>Whether numbers, dates and names must stand among the words among which the source has them.</summary>
    public bool Joined { get; init; } = true;

    /// <summary>Whether a statement may be negated only where the source negates it.</summary>
    public bool Negation { get; init; } = true;

    /// <summary>Fewest of a sentence's content words that the source has.</summary>
    public double MinSentenceSupport { get; init; } = 0.55;

    /// <summary>Fewest of all content words that the source has.</summary>
    public double MinSupport { get; init; } = 0.6;

    /// <summary>Fewest of a question's content words that the source has.</summary>
    public double MinQuestionSupport { get; init; } = 0.5;

    /// <summary>Fewest UTF-16 units of an answer.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>Most UTF-16 units of an answer.</summary>
    public int MaxLength { get; init; } = 20_000;

    /// <summary>Largest share of word 5-grams that repeat earlier ones.</summary>
    public double MaxRepetition { get; init; } = 0.25;

    /// <summary>Whether the answer must be in the source's language.</summary>
    public bool SameLanguage { get; init; } = true;

    /// <summary>Whether the text must end as a sentence, a list or code does.</summary>
    public bool WholeSentences { get; init; }
}
