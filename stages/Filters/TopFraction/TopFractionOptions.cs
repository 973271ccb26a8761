using Curation.Core.Contracts;

namespace Curation.Stages.Filters.TopFraction;

/// <summary>What documents are ranked among.</summary>
public enum TopFractionGroup
{
    /// <summary>All documents together.</summary>
    None,

    /// <summary>Those of one language.</summary>
    Language,

    /// <summary>Those of one source.</summary>
    Source,
}

/// <summary>Which values of the signal are best.</summary>
public enum TopFractionOrder
{
    /// <summary>High ones, as with quality scores.</summary>
    Highest,

    /// <summary>Low ones, as with perplexity.</summary>
    Lowest,
}

/// <summary>Options of the stage <c>top-fraction</c>.</summary>
public sealed record TopFractionOptions : IOptions
{
    /// <summary>Signal to rank by, as an earlier stage records it.</summary>
    public string Signal { get; init; } = "fasttext_quality_score";

    /// <summary>Share of the documents with the signal that is kept, more than 0, at most 1; rounded up to whole documents. DCLM and finepdfs keep 0.1.</summary>
    public double Fraction { get; init; } = .1;

    /// <summary>Which values are best.</summary>
    public TopFractionOrder Best { get; init; } = TopFractionOrder.Highest;

    /// <summary>What documents are ranked among: the share is kept of each group.</summary>
    public TopFractionGroup Group { get; init; } = TopFractionGroup.None;

    /// <summary>Whether documents without the signal are kept; they are not counted in the share.</summary>
    public bool KeepUnscored { get; init; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Signal.Length > 0, nameof(Signal), "nothing", "the name of a signal");
        errors.Require(Fraction is > 0 and <= 1, nameof(Fraction), Fraction, "more than 0, at most 1");
    }
}
