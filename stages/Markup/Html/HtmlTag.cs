namespace Curation.Stages.Markup.Html;

/// <summary>Names of elements that the HTML standard gives rules for, or that extraction asks for; <see cref="Other"/> is every other name.</summary>
enum HtmlTag : byte
{
    Other,
    A, Abbr, Acronym, Address, Applet, Area, Article, Aside, Audio,
    B, Base, BaseFont, Bdi, Bdo, BgSound, Big, BlockQuote, Body, Br, Button,
    Canvas, Caption, Center, Cite, Code, Col, ColGroup,
    Data, DataList, Dd, Del, Details, Dfn, Dialog, Dir, Div, Dl, Dt,
    Em, Embed, FieldSet, FigCaption, Figure, Font, Footer, Form, Frame, FrameSet,
    H1, H2, H3, H4, H5, H6, Head, Header, HGroup, Hr, Html,
    I, IFrame, Image, Img, Input, Ins, Kbd, KeyGen, Label, Legend, Li, Link, Listing,
    Main, Map, Mark, Marquee, Math, Menu, Meta, Meter, Nav, NoBr, NoEmbed, NoFrames, NoScript,
    Object, Ol, OptGroup, Option, Output, P, Param, Picture, PlainText, Pre, Progress, Q,
    Rb, Rp, Rt, Rtc, Ruby, S, Samp, Script, Search, Section, Select, Slot, Small, Source, Span, Strike, Strong, Style, Sub, Summary, Sup, Svg,
    Table, TBody, Td, Template, TextArea, TFoot, Th, THead, Time, Title, Tr, Track, Tt, U, Ul, Var, Video, Wbr, Xmp,
    Mi, Mo, Mn, Ms, MText, AnnotationXml, ForeignObject, Desc, MGlyph, MalignMark,
}
