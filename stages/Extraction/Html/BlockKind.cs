namespace Curation.Stages.Extraction.Html;

/// <summary>What a block of a page is.</summary>
enum BlockKind : byte
{
    /// <summary>Running text of any element without a kind of its own.</summary>
    Paragraph,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>An item of a list, or a term or definition.</summary>
    Item,

    /// <summary>Preformatted text.</summary>
    Code,

    /// <summary>A cell of a table.</summary>
    Cell,
}
