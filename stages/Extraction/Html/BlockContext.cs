namespace Curation.Stages.Extraction.Html;

/// <summary>What the elements around a block say of it.</summary>
[Flags]
enum BlockContext
{
    None = 0,

    /// <summary>In <c>main</c> or <c>role=main</c>.</summary>
    Main = 1,

    /// <summary>In <c>article</c> or <c>itemprop=articleBody</c>.</summary>
    Article = 2,

    /// <summary>In <c>aside</c> or <c>role=complementary</c>.</summary>
    Aside = 4,

    /// <summary>In <c>nav</c>, <c>menu</c> or their roles.</summary>
    Navigation = 8,

    /// <summary>In <c>header</c> or <c>role=banner</c>.</summary>
    Header = 16,

    /// <summary>In <c>footer</c> or <c>role=contentinfo</c>.</summary>
    Footer = 32,

    /// <summary>In a form.</summary>
    Form = 64,

    /// <summary>Hidden by an attribute or a style.</summary>
    Hidden = 128,

    /// <summary>In a figure.</summary>
    Figure = 256,

    /// <summary>In a quotation.</summary>
    Quote = 512,

    /// <summary>In a button, a label or a legend.</summary>
    Control = 1024,

    /// <summary>In a list.</summary>
    List = 2048,

    /// <summary>In a table.</summary>
    Table = 4096,

    /// <summary>In a section.</summary>
    Section = 8192,

    /// <summary>In <c>details</c> or <c>summary</c>.</summary>
    Details = 16384,

    /// <summary>In a dialog.</summary>
    Dialog = 32768,

    /// <summary>In a link.</summary>
    Link = 65536,

    /// <summary>White space counts.</summary>
    Verbatim = 131072,

    /// <summary>In <c>noscript</c>.</summary>
    NoScript = 262144,
}
