using Curation.Core.Contracts;
using Curation.Stages.Filters.Gopher;

namespace Curation.Stages.Filters.GopherQuality;

/// <summary>Options of <see cref="GopherQualityFilter"/>; the defaults are Gopher's (arXiv 2112.11446, appendix A.1.1), in which all dialects agree.</summary>
public sealed record GopherQualityOptions : IOptions
{
    /// <summary>Whose reading of the rules.</summary>
    public GopherDialect Dialect { get; init; } = GopherDialect.Datatrove;

    /// <summary>Fewest words of a document.</summary>
    public int MinWords { get; init; } = 50;

    /// <summary>Most words of a document.</summary>
    public int MaxWords { get; init; } = 100_000;

    /// <summary>Shortest length of words in code points: the mean, in dolma's dialects the median. Languages written without blanks pass both limits by.</summary>
    public double MinWordLength { get; init; } = 3;

    /// <summary>Longest length of words in code points: the mean, in dolma's dialects the median.</summary>
    public double MaxWordLength { get; init; } = 10;

    /// <summary>Most hash signs or ellipses per word; datatrove's dialect takes each for itself, the others their sum.</summary>
    public double MaxSymbolRatio { get; init; } = 0.1;

    /// <summary>Largest share of lines that begin with a bullet.</summary>
    public double MaxBulletLineRatio { get; init; } = 0.9;

    /// <summary>Largest share of lines that end with an ellipsis.</summary>
    public double MaxEllipsisLineRatio { get; init; } = 0.3;

    /// <summary>Smallest share of words that have a letter.</summary>
    public double MinAlphabeticRatio { get; init; } = 0.8;

    /// <summary>Fewest stop words: different ones in datatrove's dialect, occurrences in the others. Languages without a table pass the rule by.</summary>
    public int MinStopWords { get; init; } = 2;

    /// <summary>Whether different stop words are counted, not occurrences; null takes the dialect's way.</summary>
    public bool? UniqueStopWords { get; init; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MinWords >= 0, nameof(MinWords), MinWords, "at least 0");
        errors.Require(MaxWords >= MinWords, nameof(MaxWords), MaxWords, "at least minWords");
        errors.Require(MinWordLength >= 0, nameof(MinWordLength), MinWordLength, "at least 0");
        errors.Require(MaxWordLength >= MinWordLength, nameof(MaxWordLength), MaxWordLength, "at least minWordLength");
        errors.Require(MaxSymbolRatio >= 0, nameof(MaxSymbolRatio), MaxSymbolRatio, "at least 0");
        errors.Require(MaxBulletLineRatio is >= 0 and <= 1, nameof(MaxBulletLineRatio), MaxBulletLineRatio, "0 to 1");
        errors.Require(MaxEllipsisLineRatio is >= 0 and <= 1, nameof(MaxEllipsisLineRatio), MaxEllipsisLineRatio, "0 to 1");
        errors.Require(MinAlphabeticRatio is >= 0 and <= 1, nameof(MinAlphabeticRatio), MinAlphabeticRatio, "0 to 1");
        errors.Require(MinStopWords >= 0, nameof(MinStopWords), MinStopWords, "at least 0");
    }
}
