namespace Curation.Stages.Markup.Markdown;

/// <summary>What <see cref="HtmlMarkdown"/> keeps.</summary>
internal sealed record HtmlMarkdownOptions
{
    /// <summary>Whether links keep their address.</summary>
    public bool Links { get; init; }

    /// <summary>Classes of elements that are dropped with what they hold.</summary>
    public IReadOnlySet<string> DroppedClasses { get; init; } = new HashSet<string>();
}
