using System.Runtime.CompilerServices;
using System.Text;
using static Curation.Stages.Markup.Html.HtmlTag;

namespace Curation.Stages.Markup.Html;

/// <summary>Finds <see cref="HtmlTag"/>s by name and tells their traits.</summary>
static class HtmlTags
{
    /// <summary>Number of tags, <see cref="Other"/> included.</summary>
    public const int Count = (int)MalignMark + 1;

    static readonly string[] s_names = MakeNames();
    static readonly NameTable s_table = MakeTable();
    static readonly HtmlTagTraits[] s_traits = MakeTraits();

    /// <summary>The name in lower case; empty for <see cref="Other"/>.</summary>
    public static string Name(HtmlTag tag) => s_names[(int)tag];

    /// <summary>The standard's traits of an element of the HTML namespace.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HtmlTagTraits Traits(HtmlTag tag) => s_traits[(int)tag];

    /// <summary>Whether <paramref name="tag"/> has any of <paramref name="traits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Has(this HtmlTag tag, HtmlTagTraits traits) => (s_traits[(int)tag] & traits) != 0;

    /// <summary>The tag of a name in any case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static HtmlTag Find(ReadOnlySpan<byte> name, ulong key) => (HtmlTag)s_table.Find(name, key);

    static string[] MakeNames()
    {
        var names = new string[Count];
        for (var i = 1; i < Count; i++) names[i] = ((HtmlTag)i).ToString().ToLowerInvariant();
        names[0] = "";
        names[(int)AnnotationXml] = "annotation-xml";
        return names;
    }

    static NameTable MakeTable()
    {
        var table = new NameTable(512);
        for (var i = 1; i < Count; i++) table.Add(Encoding.ASCII.GetBytes(s_names[i]), (byte)i);
        return table;
    }

    static HtmlTagTraits[] MakeTraits()
    {
        var traits = new HtmlTagTraits[Count];
        Set(HtmlTagTraits.Void, Area, Base, BaseFont, BgSound, Br, Col, Embed, Frame, Hr, Image, Img, Input, KeyGen, Link, Meta, Param, Source, Track, Wbr);
        Set(HtmlTagTraits.Special, Address, Applet, Area, Article, Aside, Base, BaseFont, BgSound, BlockQuote, Body, Br, Button, Caption, Center, Col,
            ColGroup, Dd, Details, Dir, Div, Dl, Dt, Embed, FieldSet, FigCaption, Figure, Footer, Form, Frame, FrameSet, H1, H2, H3, H4, H5, H6, Head,
            Header, HGroup, Hr, HtmlTag.Html, IFrame, Img, Input, KeyGen, Li, Link, Listing, Main, Marquee, Menu, Meta, Nav, NoEmbed, NoFrames, NoScript, HtmlTag.Object,
            Ol, P, Param, PlainText, Pre, Script, Search, Section, Select, Source, Style, Summary, Table, TBody, Td, Template, TextArea, TFoot, Th,
            THead, Title, Tr, Track, Ul, Wbr, Xmp);
        Set(HtmlTagTraits.Formatting, A, B, Big, Code, Em, Font, I, NoBr, S, Small, Strike, Strong, Tt, U);
        Set(HtmlTagTraits.Scope, Applet, Caption, HtmlTag.Html, Table, Td, Th, Marquee, HtmlTag.Object, Template);
        Set(HtmlTagTraits.ImpliedEnd, Dd, Dt, Li, OptGroup, Option, P, Rb, Rp, Rt, Rtc);
        Set(HtmlTagTraits.ClosesParagraph, Address, Article, Aside, BlockQuote, Center, Details, Dialog, Dir, Div, Dl, FieldSet, FigCaption, Figure,
            Footer, Header, HGroup, Main, Menu, Nav, Ol, P, Search, Section, Summary, Ul);
        Set(HtmlTagTraits.EndsForeign, B, Big, BlockQuote, Body, Br, Center, Code, Dd, Div, Dl, Dt, Em, Embed, H1, H2, H3, H4, H5, H6, Head, Hr, I, Img,
            Li, Listing, Menu, Meta, NoBr, Ol, P, Pre, Ruby, S, Small, Span, Strong, Strike, Sub, Sup, Table, Tt, U, Ul, Var);
        Set(HtmlTagTraits.RawText, Script, Style, Xmp, IFrame, NoEmbed, NoFrames);
        Set(HtmlTagTraits.RawTextWithReferences, TextArea, Title);
        Set(HtmlTagTraits.OptionalEnd, Dd, Dt, Li, OptGroup, Option, P, Rb, Rp, Rt, Rtc, TBody, Td, TFoot, Th, THead, Tr, ColGroup, Caption);
        return traits;

        void Set(HtmlTagTraits trait, params ReadOnlySpan<HtmlTag> tags)
        {
            foreach (var tag in tags) traits[(int)tag] |= trait;
        }
    }
}
