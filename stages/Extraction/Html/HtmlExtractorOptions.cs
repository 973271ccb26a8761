using Curation.Core.Contracts;

namespace Curation.Stages.Extraction.Html;

/// <summary>How text is written.</summary>
public enum HtmlTextFormat
{
    /// <summary>A block a line, cells of a table row parted by tabs.</summary>
    Text,

    /// <summary>Markdown: headings, lists, tables, code, emphasis.</summary>
    Markdown,
}

/// <summary>Options of the extractor <c>html</c>.</summary>
public sealed record HtmlExtractorOptions : IOptions
{
    /// <summary>Most bytes of a page, at least 1024; larger pages fail as <c>failed.limit</c>.</summary>
    public int MaxBytes { get; init; } = 20 << 20;

    /// <summary>Most elements within elements, 16 to 10,000; what nests deeper stays in the text, without its structure.</summary>
    public int MaxDepth { get; init; } = 512;

    /// <summary>Most nodes of a page's tree (40 bytes each), at least 1024; what comes after is not read.</summary>
    public int MaxNodes { get; init; } = 2_000_000;

    /// <summary>How the text is written.</summary>
    public HtmlTextFormat Format { get; init; } = HtmlTextFormat.Text;

    /// <summary>Whether only the main content is kept; otherwise all text that a page shows.</summary>
    public bool MainContent { get; init; } = true;

    /// <summary>Least likelihood, 0 to 1, with which a block of text has to be main content. Higher loses text, lower keeps boilerplate.</summary>
    public double MinLikelihood { get; init; } = .12;

    /// <summary>Whether comments below a page's content are kept (true) or dropped (false); by default they are judged like all else.</summary>
    public bool? Comments { get; init; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(MaxBytes >= 1024, nameof(MaxBytes), MaxBytes, "at least 1024");
        errors.Require(MaxDepth is >= 16 and <= 10_000, nameof(MaxDepth), MaxDepth, "16 to 10,000");
        errors.Require(MaxNodes >= 1024, nameof(MaxNodes), MaxNodes, "at least 1024");
        errors.Require(MinLikelihood is >= 0 and <= 1, nameof(MinLikelihood), MinLikelihood, "0 to 1");
    }
}
