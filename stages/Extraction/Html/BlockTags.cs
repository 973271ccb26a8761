using Curation.Stages.Markup.Html;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Extraction.Html;

/// <summary>How elements show their text.</summary>
static class BlockTags
{
    static readonly bool[] s_blocks = Set(
        Address, Article, Aside, BlockQuote, Body, Button, Caption, Center, Dd, Details, Dialog, Dir, Div, Dl, Dt, FieldSet, FigCaption, Figure, Footer, Form,
        H1, H2, H3, H4, H5, H6, Header, HGroup, Hr, HtmlTag.Html, Legend, Li, Listing, Main, Menu, Nav, Ol, P, PlainText, Pre, Search, Section, Summary,
        Table, TBody, Td, TFoot, Th, THead, Tr, Ul, Xmp);

    static readonly bool[] s_skipped = Set(
        Script, Style, Svg, IFrame, HtmlTag.Object, Applet, Embed, Audio, Video, Canvas, Map, Select, DataList, TextArea, Input, Head, Link, Meta, Title,
        Base, NoEmbed, NoFrames, Rp, Progress, Meter, FrameSet, AnnotationXml);

    /// <summary>Whether the element stands on lines of its own.</summary>
    public static bool IsBlock(HtmlTag tag) => s_blocks[(int)tag];

    /// <summary>Whether the element shows no text, or none of the page's.</summary>
    public static bool IsSkipped(HtmlTag tag) => s_skipped[(int)tag];

    static bool[] Set(params ReadOnlySpan<HtmlTag> tags)
    {
        var set = new bool[HtmlTags.Count];
        foreach (var tag in tags) set[(int)tag] = true;
        return set;
    }
}
