namespace Curation.Stages.Markup.Html;

/// <summary>What the HTML standard's tree construction says of an element's name.</summary>
[Flags]
enum HtmlTagTraits
{
    None = 0,

    /// <summary>Has no end tag and no content.</summary>
    Void = 1,

    /// <summary>The standard's category "special".</summary>
    Special = 2,

    /// <summary>The standard's category "formatting": reopened after misnesting.</summary>
    Formatting = 4,

    /// <summary>Bounds "has an element in scope".</summary>
    Scope = 8,

    /// <summary>Its end tag is generated where it is missing.</summary>
    ImpliedEnd = 16,

    /// <summary>A start tag of it closes an open <c>p</c>, and nothing else is particular about it.</summary>
    ClosesParagraph = 32,

    /// <summary>A start tag of it ends foreign content.</summary>
    EndsForeign = 64,

    /// <summary>Text up to the end tag of the same name is no markup.</summary>
    RawText = 128,

    /// <summary>As <see cref="RawText"/>, with character references.</summary>
    RawTextWithReferences = 256,

    /// <summary>Its end tag may be left out, so that start and end tags need not balance.</summary>
    OptionalEnd = 512,
}
