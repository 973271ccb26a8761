namespace Curation.Stages.Markup.Html;

/// <summary>Names of attributes that readers of pages ask for; <see cref="Other"/> is every other name.</summary>
enum HtmlAttributeName : byte
{
    Other,
    Alt, AriaHidden, AriaLabel, Charset, Class, ColSpan, Content, DateTime, Encoding, Hidden, Href, HrefLang, HttpEquiv, Id, ItemProp, ItemScope, ItemType,
    Lang, Name, Open, Property, Rel, Role, RowSpan, Src, Start, Style, Title, Type, Value, XmlLang,
}
