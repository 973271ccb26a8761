using Curation.Core.Contracts;

namespace Curation.Stages.Filters.FineWeb;

/// <summary>Options of <see cref="FineWebFilter"/>; the defaults are FineWeb's (arXiv 2406.17557, section 3.6).</summary>
public sealed record FineWebOptions : IOptions
{
    /// <summary>Smallest share of lines that end in terminal punctuation.</summary>
    public double MinLinePunctuationRatio { get; init; } = 0.12;

    /// <summary>Whether a document in which no line ends in terminal punctuation passes that rule.</summary>
    public bool ExcludeZeroPunctuation { get; init; }

    /// <summary>Code points up to which a line is short.</summary>
    public int ShortLineLength { get; init; } = 30;

    /// <summary>Largest share of short lines.</summary>
    public double MaxShortLineRatio { get; init; } = 0.67;

    /// <summary>Largest share of characters (line ends left out) in second and later occurrences of lines.</summary>
    public double MaxDuplicateCharacterRatio { get; init; } = 0.01;

    /// <summary>Most line ends per word.</summary>
    public double MaxNewLineRatio { get; init; } = 0.3;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MinLinePunctuationRatio is >= 0 and <= 1, nameof(MinLinePunctuationRatio), MinLinePunctuationRatio, "0 to 1");
        errors.Require(ShortLineLength >= 0, nameof(ShortLineLength), ShortLineLength, "at least 0");
        errors.Require(MaxShortLineRatio is >= 0 and <= 1, nameof(MaxShortLineRatio), MaxShortLineRatio, "0 to 1");
        errors.Require(MaxDuplicateCharacterRatio is >= 0 and <= 1, nameof(MaxDuplicateCharacterRatio), MaxDuplicateCharacterRatio, "0 to 1");
        errors.Require(MaxNewLineRatio >= 0, nameof(MaxNewLineRatio), MaxNewLineRatio, "at least 0");
    }
}
