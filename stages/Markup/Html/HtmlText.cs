using System.Buffers;
using System.Text.Unicode;

namespace Curation.Stages.Markup.Html;

/// <summary>Text of pages as it is written: references replaced, line ends as line feeds, no NUL.</summary>
static class HtmlText
{
    static readonly SearchValues<byte> s_notable = SearchValues.Create("&\r\0"u8);

    /// <summary>Adds the text of a node.</summary>
    public static void Append(ReadOnlySpan<byte> page, in HtmlNode node, TextBuffer target) =>
        Append(page.Slice(node.Start, node.Length), node.Kind == HtmlNodeKind.Text, inAttribute: false, target);

    /// <summary>The value of an attribute.</summary>
    public static string Value(ReadOnlySpan<byte> page, in HtmlAttribute attribute)
    {
        var value = page.Slice(attribute.ValueStart, attribute.ValueLength);
        if (!value.ContainsAny(s_notable)) return System.Text.Encoding.UTF8.GetString(value);
        var buffer = new TextBuffer();
        Append(value, references: true, inAttribute: true, buffer);
        return buffer.Span.ToString();
    }

    /// <summary>Adds UTF-8 text.</summary>
    public static void Append(ReadOnlySpan<byte> text, bool references, bool inAttribute, TextBuffer target)
    {
        var room = target.Room(text.Length + 2);
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(s_notable);
            if (plain < 0) plain = text.Length;
            Utf8.ToUtf16(text[..plain], room[length..], out _, out var written);
            length += written;
            text = text[plain..];
            if (text.IsEmpty) break;
            var read = 1;
            if (text[0] == (byte)'\r')
            {
                room[length++] = '\n';
                if (text.Length > 1 && text[1] == (byte)'\n') read = 2;
            }
            else if (text[0] == (byte)'&')
            {
                read = references ? CharacterReferences.Read(text, room[length..], inAttribute, out written) : 0;
                if (read == 0) (read, room[length], written) = (1, '&', 1);
                length += written;
            }
            text = text[read..];
        }
        target.Length += length;
    }
}
