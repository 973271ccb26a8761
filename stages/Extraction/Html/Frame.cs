using System.Text;
using Curation.Stages.Markup.Html;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Extraction.Html;

/// <summary>What an open element, and those around it, say of the text in it.</summary>
struct Frame
{
    /// <summary>Whether the element stands on lines of its own.</summary>
    public bool IsBlock;

    /// <summary>Kind of the text.</summary>
    public BlockKind Kind;

    /// <summary>Level of a heading or a list.</summary>
    public byte Level;

    /// <summary>What the elements say.</summary>
    public BlockContext Context;

    /// <summary>What all names around say.</summary>
    public NameClasses Names;

    /// <summary>What the nearest block element and the elements in it say.</summary>
    public NameClasses Own;

    /// <summary>What the two nearest block elements say.</summary>
    public (NameClasses Outer, NameClasses Inner) Near;

    /// <summary>The nearest container.</summary>
    public int Container;

    /// <summary>Items so far in the list with numbers that the element is, -1 for other elements.</summary>
    public int Items;

    /// <summary>Index of the sign that opened the emphasis that the element is, -1 for none.</summary>
    public int Mark;

    /// <summary>The table row, -1 outside of tables.</summary>
    public int Row;

    /// <summary>Takes what the element's name says.</summary>
    public void TakeTag(HtmlTag tag)
    {
        switch (tag)
        {
            case H1 or H2 or H3 or H4 or H5 or H6: (Kind, Level) = (BlockKind.Heading, (byte)(tag - H1 + 1)); break;
            case Li or Dt or Dd: Kind = BlockKind.Item; break;
            case Ul or Ol or Dl: (Kind, Level, Context) = (BlockKind.Item, (byte)(Kind == BlockKind.Item ? System.Math.Min(Level + 1, 9) : 1), Context | BlockContext.List); break;
            case Pre or Listing or Xmp or PlainText: (Kind, Context) = (BlockKind.Code, Context | BlockContext.Verbatim); break;
            case Td or Th: Kind = BlockKind.Cell; break;
            case Table: (Kind, Level, Context) = (BlockKind.Paragraph, 0, Context | BlockContext.Table); break;
            case P when Kind == BlockKind.Heading: (Kind, Level) = (BlockKind.Paragraph, 0); break;
            case A: Context |= BlockContext.Link; break;
            case Main: Context |= BlockContext.Main; break;
            case Article: Context |= BlockContext.Article; break;
            case Aside: Context |= BlockContext.Aside; break;
            case Nav or Menu: Context |= BlockContext.Navigation; break;
            case Header: Context |= BlockContext.Header; break;
            case Footer: Context |= BlockContext.Footer; break;
            case Form: Context |= BlockContext.Form; break;
            case Figure or FigCaption: Context |= BlockContext.Figure; break;
            case BlockQuote or Q: Context |= BlockContext.Quote; break;
            case Button or Label or Legend: Context |= BlockContext.Control; break;
            case Section: Context |= BlockContext.Section; break;
            case Details or Summary: Context |= BlockContext.Details; break;
            case NoScript: Context |= BlockContext.NoScript; break;
            case Dialog: Context |= BlockContext.Dialog; break;
        }
    }

    /// <summary>Takes what the attributes say; returns what the names say, and the classes as written.</summary>
    public (NameClasses Names, HtmlAttribute Classes) TakeAttributes(ReadOnlySpan<byte> page, HtmlTree tree, int node)
    {
        var (names, classes) = (NameClasses.None, default(HtmlAttribute));
        foreach (ref readonly var attribute in tree.Attributes(node))
        {
            var value = page.Slice(attribute.ValueStart, attribute.ValueLength);
            switch (attribute.Name)
            {
                case HtmlAttributeName.Class:
                    classes = attribute;
                    names |= NameWords.Of(value);
                    break;
                case HtmlAttributeName.Id: names |= NameWords.Of(value); break;
                case HtmlAttributeName.Role: TakeRole(value); break;
                case HtmlAttributeName.Hidden: Context |= BlockContext.Hidden; break;
                case HtmlAttributeName.AriaHidden:
                    if (Ascii.EqualsIgnoreCase(value, "true"u8)) Context |= BlockContext.Hidden;
                    break;
                case HtmlAttributeName.Style:
                    if (IsHiding(value)) Context |= BlockContext.Hidden;
                    break;
                case HtmlAttributeName.ItemProp:
                    if (Ascii.EqualsIgnoreCase(value, "articleBody"u8)) Context |= BlockContext.Article;
                    break;
            }
        }
        return (names, classes);
    }

    void TakeRole(ReadOnlySpan<byte> role)
    {
        Context |= role switch
        {
            _ when role.SequenceEqual("main"u8) => BlockContext.Main,
            _ when role.SequenceEqual("article"u8) => BlockContext.Article,
            _ when role.SequenceEqual("navigation"u8) || role.SequenceEqual("menu"u8) || role.SequenceEqual("menubar"u8) => BlockContext.Navigation,
            _ when role.SequenceEqual("banner"u8) => BlockContext.Header,
            _ when role.SequenceEqual("contentinfo"u8) => BlockContext.Footer,
            _ when role.SequenceEqual("complementary"u8) => BlockContext.Aside,
            _ when role.SequenceEqual("search"u8) || role.SequenceEqual("form"u8) => BlockContext.Form,
            _ when role.SequenceEqual("dialog"u8) || role.SequenceEqual("alertdialog"u8) => BlockContext.Dialog,
            _ when role.SequenceEqual("button"u8) => BlockContext.Control,
            _ => BlockContext.None,
        };
    }

    static bool IsHiding(ReadOnlySpan<byte> style)
    {
        for (var at = style.IndexOf((byte)':'); at >= 0;)
        {
            var property = style[..at].TrimEnd((byte)' ').EndsWith("display"u8);
            var value = style[(at + 1)..].TrimStart((byte)' ');
            if (property ? value.StartsWith("none"u8) : style[..at].EndsWith("visibility"u8) && value.StartsWith("hidden"u8)) return true;
            style = style[(at + 1)..];
            at = style.IndexOf((byte)':');
        }
        return false;
    }
}
