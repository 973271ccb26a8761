using System.Runtime.InteropServices;

namespace Curation.Stages.Markup.Html;

/// <summary>What a node of the tree is.</summary>
enum HtmlNodeKind : byte
{
    /// <summary>The root.</summary>
    Document,

    /// <summary>An element.</summary>
    Element,

    /// <summary>Text with its character references as written.</summary>
    Text,

    /// <summary>Text without character references: of scripts, styles, CDATA sections.</summary>
    RawText,
}

/// <summary>Further facts of a node.</summary>
[Flags]
enum HtmlNodeFlags : byte
{
    None = 0,

    /// <summary>The element is on the stack of open elements (while the tree is built).</summary>
    Open = 1,

    /// <summary>The element is of SVG.</summary>
    Svg = 2,

    /// <summary>The element is of MathML.</summary>
    MathMl = 4,

    /// <summary>The element is of SVG or MathML.</summary>
    Foreign = Svg | MathMl,

    /// <summary>The page has no tag for the element; the standard asks for it.</summary>
    Implied = 8,
}

/// <summary>A node of an <see cref="HtmlTree"/>. Links are indexes of nodes, 0 (the document) for none; ranges are bytes of the page.</summary>
[StructLayout(LayoutKind.Auto)]
struct HtmlNode
{
    /// <summary>The node that it is in.</summary>
    public int Parent;

    /// <summary>First node in it.</summary>
    public int FirstChild;

    /// <summary>Last node in it.</summary>
    public int LastChild;

    /// <summary>The node before it in its parent.</summary>
    public int Previous;

    /// <summary>The node after it in its parent.</summary>
    public int Next;

    /// <summary>First byte of the text, or of the element's name.</summary>
    public int Start;

    /// <summary>Bytes of the text, or of the element's name.</summary>
    public int Length;

    /// <summary>Index of the element's first attribute.</summary>
    public int FirstAttribute;

    /// <summary>Number of attributes.</summary>
    public int Attributes;

    /// <summary>The element's name.</summary>
    public HtmlTag Tag;

    /// <summary>What the node is.</summary>
    public HtmlNodeKind Kind;

    /// <summary>Further facts.</summary>
    public HtmlNodeFlags Flags;
}
