using Curation.Stages.Rephrase.Grounding;

namespace Curation.Stages.Rephrase.Styles;

/// <summary>How a text is rephrased: instructions, limits and what the answer must satisfy. Read from a Markdown file with a head.</summary>
public sealed record RephraseStyle
{
    /// <summary>Name, kebab case; it stands in documents.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the instructions; it stands in documents.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What is asked for.</summary>
    public RephraseShape Shape { get; init; } = RephraseShape.Pairs;

    /// <summary>Most tokens of a chunk of the source.</summary>
    public int InputTokens { get; init; } = 1000;

    /// <summary>Most tokens of an answer.</summary>
    public int OutputTokens { get; init; } = 600;

    /// <summary>Fewest tokens of a chunk; shorter ones are not asked about.</summary>
    public int MinInputTokens { get; init; } = 30;

    /// <summary>Sampling temperature.</summary>
    public float Temperature { get; init; } = 0.5f;

    /// <summary>Nucleus of sampling.</summary>
    public float TopP { get; init; } = 0.9f;

    /// <summary>Most pairs or statements taken of a chunk.</summary>
    public int MaxItems { get; init; } = 8;

    /// <summary>What answers must satisfy.</summary>
    public GroundingRules Rules { get; init; } = new();

    /// <summary>Instructions of the role system; may be empty.</summary>
    public required PromptTemplate System { get; init; }

    /// <summary>The request, with <c>{text}</c>.</summary>
    public required PromptTemplate User { get; init; }
}
