using Curation.Core.Contracts;

namespace Curation.Stages.Extraction.Html;

/// <summary>Options of the extractor <c>html</c>.</summary>
public sealed record HtmlExtractorOptions : IOptions
{
    /// <summary>Most bytes of a page, at least 1024; larger pages fail as <c>failed.limit</c>.</summary>
    public int MaxBytes { get; init; } = 20 << 20;

    /// <summary>Most elements within elements, at least 16; deeper pages fail as <c>failed.limit</c>.</summary>
    public int MaxDepth { get; init; } = 2000;

    /// <summary>Share of a block's text that links may be, 0 to 1.</summary>
    public double MaxLinkDensity { get; init; } = .35;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MaxBytes >= 1024, nameof(MaxBytes), MaxBytes, "at least 1024");
        errors.Require(MaxDepth >= 16, nameof(MaxDepth), MaxDepth, "at least 16");
        errors.Require(MaxLinkDensity is >= 0 and <= 1, nameof(MaxLinkDensity), MaxLinkDensity, "0 to 1");
    }
}
