using System.Buffers;
using System.Text;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Markup.Charsets;

/// <summary>The encoding that a page declares in its head: a <c>meta</c> element, or the XML declaration.</summary>
static class DeclaredCharset
{
    const int Prescan = 8192;

    static readonly SearchValues<byte> s_valueEnd = SearchValues.Create(" \t\r\n\"';>,"u8);

    /// <summary>The declared encoding, null if there is none or an unknown one.</summary>
    public static Encoding? Find(ReadOnlySpan<byte> page)
    {
        page = page[..Math.Min(page.Length, Prescan)];
        if (page.StartsWith("<?xml"u8) && page.IndexOf((byte)'>') is > 0 and var end && Attribute(page[..end], "encoding"u8) is { } declared) return Legal(CharsetLabels.Find(declared));
        var tree = new HtmlTree();
        var tokens = new HtmlTokenizer(page, tree);
        while (tokens.Next() is var kind && kind != HtmlTokenKind.End)
        {
            if (kind != HtmlTokenKind.StartTag) continue;
            if (tokens.Tag == HtmlTag.Body) return null;
            if (tokens.Tag.Has(HtmlTagTraits.RawText | HtmlTagTraits.RawTextWithReferences)) tokens.ReadRawText(tokens.Tag, page.Slice(tokens.Start, tokens.Length));
            else if (tokens.Tag == HtmlTag.Meta && OfMeta(page, tree, tokens) is { } label && CharsetLabels.Find(label) is { } found) return Legal(found);
        }
        return null;
    }

    static string? OfMeta(ReadOnlySpan<byte> page, HtmlTree tree, in HtmlTokenizer tokens)
    {
        var (isType, content) = (false, (string?)null);
        for (var i = 0; i < tokens.Attributes; i++)
        {
            ref readonly var attribute = ref tree.Attribute(tokens.FirstAttribute + i);
            var value = page.Slice(attribute.ValueStart, attribute.ValueLength);
            if (attribute.Name == HtmlAttributeName.Charset) return Encoding.Latin1.GetString(value);
            if (attribute.Name == HtmlAttributeName.HttpEquiv) isType = Ascii.EqualsIgnoreCase(value, "content-type"u8);
            if (attribute.Name == HtmlAttributeName.Content) content = Attribute(value, "charset"u8);
        }
        return isType ? content : null;
    }

    /// <summary>The value behind a name and an equals sign.</summary>
    static string? Attribute(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        for (var at = 0; at + name.Length < text.Length; at++)
        {
            if (!Ascii.EqualsIgnoreCase(text.Slice(at, name.Length), name)) continue;
            var rest = text[(at + name.Length)..].TrimStart(" \t\r\n"u8);
            if (!rest.StartsWith("="u8)) continue;
            rest = rest[1..].TrimStart(" \t\r\n\"'"u8);
            var length = rest.IndexOfAny(s_valueEnd);
            return Encoding.Latin1.GetString(length < 0 ? rest : rest[..length]);
        }
        return null;
    }

    /// <summary>What can be read byte by byte cannot be UTF-16.</summary>
    static Encoding? Legal(Encoding? encoding) => encoding is UnicodeEncoding ? Encoding.UTF8 : encoding;
}
