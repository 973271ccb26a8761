namespace Curation.Stages.Markup.Wikitext;

/// <summary>What <see cref="WikitextConverter"/> keeps of a page.</summary>
internal sealed record WikitextOptions
{
    /// <summary>Whether infoboxes become lines of <c>name: value</c>.</summary>
    public bool Infoboxes { get; init; }

    /// <summary>Whether tables become lines with cells between bars.</summary>
    public bool Tables { get; init; } = true;

    /// <summary>Whether captions of images are kept as paragraphs.</summary>
    public bool Captions { get; init; }

    /// <summary>Whether headings keep their level as Markdown marks.</summary>
    public bool MarkdownHeadings { get; init; }

    /// <summary>Titles of sections that are dropped with what they hold, compared without case.</summary>
    public IReadOnlySet<string> DroppedSections { get; init; } = new HashSet<string>();

    /// <summary>Templates that give text, beside the built-in ones: a name, lower case, and a pattern with <c>$1</c> or <c>${name}</c>.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; init; } = new Dictionary<string, string>();
}
