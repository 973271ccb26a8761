using System.Runtime.InteropServices;

namespace Curation.Stages.Extraction.Html;

/// <summary>A run of text between the boundaries of block elements.</summary>
[StructLayout(LayoutKind.Auto)]
struct HtmlBlock
{
    /// <summary>First unit of its text in the page's text.</summary>
    public int Start;

    /// <summary>Units of its text.</summary>
    public int Length;

    /// <summary>Units of it inside links.</summary>
    public int Linked;

    /// <summary>The element that it lies in, by its place among the page's containers.</summary>
    public int Container;

    /// <summary>Ordinal of the table row that a cell belongs to, else -1.</summary>
    public int Row;

    /// <summary>What the elements around say.</summary>
    public BlockContext Context;

    /// <summary>What the names of classes around say.</summary>
    public NameClasses Names;

    /// <summary>What the names of the nearest classes say.</summary>
    public NameClasses NearNames;

    /// <summary>What it is.</summary>
    public BlockKind Kind;

    /// <summary>Blocks of the same text on the page, at most 5.</summary>
    public byte Copies;

    /// <summary>Level of a heading or of a list's nesting, else 0.</summary>
    public byte Level;

    /// <summary>Whether it is of the content.</summary>
    public bool IsContent;

    /// <summary>Number of the list item that it begins, 0 in a list without numbers, -1 if it begins none.</summary>
    public int Marker;

    /// <summary>Share of the text inside links.</summary>
    public readonly float LinkDensity => Length == 0 ? 0 : Math.Min(1f, (float)Linked / Length);
}
