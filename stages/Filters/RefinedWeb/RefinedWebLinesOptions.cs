using Curation.Core.Contracts;

namespace Curation.Stages.Filters.RefinedWeb;

/// <summary>Options of <see cref="RefinedWebLinesFilter"/>; the defaults are DCLM's (<c>dclm_baseline_refinedweb.yaml</c>).</summary>
public sealed record RefinedWebLinesOptions : IOptions
{
    /// <summary>Largest share of upper-case characters of a line that stays.</summary>
    public double MaxUppercaseRatio { get; init; } = 0.5;

    /// <summary>Largest share of digits of a line that stays; the default cuts out lines of digits only.</summary>
    public double MaxNumericRatio { get; init; } = 0.999999;

    /// <summary>Fewest words between blanks of a line that stays; languages written without blanks pass this rule by.</summary>
    public int MinWordsPerLine { get; init; } = 2;

    /// <summary>Words up to which a line is searched for "items in cart", "Read more..." at its end and "Sign-in" at its start; they are cut out of it.</summary>
    public int MaxPhraseLineWords { get; init; } = 10;

    /// <summary>Largest share of the document's words that the rules may remove; above it the document goes.</summary>
    public double MaxRemovedRatio { get; init; } = 0.05;

    /// <summary>Most code points of a document's longest line before the rules (StarCoder and DCLM's rule for code: 1000); null: any.</summary>
    public int? MaxLineLength { get; init; }

    /// <summary>Most code points of a document's lines on average before the rules (StarCoder and DCLM's rule for code: 100); null: any.</summary>
    public double? MaxMeanLineLength { get; init; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MaxUppercaseRatio is >= 0 and <= 1, nameof(MaxUppercaseRatio), MaxUppercaseRatio, "0 to 1");
        errors.Require(MaxNumericRatio is >= 0 and <= 1, nameof(MaxNumericRatio), MaxNumericRatio, "0 to 1");
        errors.Require(MinWordsPerLine >= 0, nameof(MinWordsPerLine), MinWordsPerLine, "at least 0");
        errors.Require(MaxPhraseLineWords >= 0, nameof(MaxPhraseLineWords), MaxPhraseLineWords, "at least 0");
        errors.Require(MaxLineLength is null or >= 1, nameof(MaxLineLength), MaxLineLength, "at least 1");
        errors.Require(MaxMeanLineLength is null or > 0, nameof(MaxMeanLineLength), MaxMeanLineLength, "more than 0");
        errors.Require(MaxRemovedRatio is >= 0 and <= 1, nameof(MaxRemovedRatio), MaxRemovedRatio, "0 to 1");
    }
}
