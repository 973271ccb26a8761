namespace Curation.Stages.Extraction.Html;

/// <summary>What a block of a page is.</summary>
enum BlockKind
{
    Paragraph,
    Heading,
    Item,
    Code,
    Cell,
}

/// <summary>A run of text between block boundaries.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, white space folded except in code.</param>
/// <param name="LinkCharacters">Characters of it inside links.</param>
/// <param name="Level">Level of a heading, else 0.</param>
/// <param name="InMain">Whether it lies in an element that the page itself marks as its content.</param>
/// <param name="Row">Ordinal of the table row that a cell belongs to, else -1.</param>
sealed record HtmlBlock(BlockKind Kind, string Text, int LinkCharacters, int Level, bool InMain, int Row)
{
    /// <summary>Share of the text inside links.</summary>
    public double LinkDensity => Text.Length == 0 ? 0 : (double)LinkCharacters / Text.Length;
}
