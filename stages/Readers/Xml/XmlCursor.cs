using System.Text;
using System.Text.Unicode;

namespace Curation.Stages.Readers.Xml;

/// <summary>
/// Reads elements of a piece of XML held in memory, strictly and without a tree: tags must match, entities be known, text be UTF-8.
/// Doctypes and entities of a document's own are not read, so nothing can grow.
/// </summary>
internal ref struct XmlCursor(ReadOnlySpan<byte> xml)
{
    readonly ReadOnlySpan<byte> _xml = xml;

    /// <summary>Offset of the next byte.</summary>
    public int Place { get; private set; }

    /// <summary>What the last call found wrong; null if nothing.</summary>
    public string? Error { get; private set; }

    /// <summary>Name of the element whose start tag was read last.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Attributes of that element, as written.</summary>
    public ReadOnlySpan<byte> Attributes { get; private set; }

    /// <summary>Whether that element closes itself.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Reads the next start tag; false before an end tag, at the end or at an error. Text between elements must be white.</summary>
    public bool Open()
    {
        while (true)
        {
            var rest = _xml[Place..];
            var at = rest.IndexOfAnyExcept(" \t\r\n"u8);
            if (at < 0)
            {
                Place = _xml.Length;
                return false;
            }
            Place += at;
            rest = rest[at..];
            if (rest[0] != (byte)'<') return Wrong("a tag", rest);
            if (rest.StartsWith("</"u8)) return false;
            if (rest.StartsWith("<!--"u8) || rest.StartsWith("<?"u8))
            {
                if (!Pass(rest)) return false;
                continue;
            }
            return Tag(rest);
        }
    }

    /// <summary>Reads the text of the element that was opened, up to its end tag, which is consumed; null at an error.</summary>
    public string? Text()
    {
        if (IsEmpty) return "";
        var rest = _xml[Place..];
        var end = rest.IndexOf((byte)'<');
        if (end < 0)
        {
            Wrong("an end tag", default);
            return null;
        }
        var raw = rest[..end];
        Place += end;
        if (!Close()) return null;
        if (XmlText.Decode(raw) is { } text) return text;
        Error = $"expected UTF-8 and known entities in <{Encoding.Latin1.GetString(Name)}>, found others";
        return null;
    }

    /// <summary>Passes the element that was opened with all it holds.</summary>
    public bool Skip()
    {
        if (IsEmpty) return true;
        Span<Range> open = stackalloc Range[32];
        var depth = 0;
        open[depth++] = RangeOf(Name);
        while (depth > 0)
        {
            var at = _xml[Place..].IndexOf((byte)'<');
            if (at < 0) return Wrong("an end tag", default);
            Place += at;
            var rest = _xml[Place..];
            if (rest.StartsWith("<!--"u8) || rest.StartsWith("<?"u8) || rest.StartsWith("<![CDATA["u8))
            {
                if (!Pass(rest)) return false;
            }
            else if (rest.StartsWith("</"u8))
            {
                Name = _xml[open[--depth]];
                if (!Close()) return false;
            }
            else
            {
                if (!Tag(rest)) return false;
                if (IsEmpty) continue;
                if (depth == open.Length) return Wrong($"at most {open.Length} nested elements", default);
                open[depth++] = RangeOf(Name);
            }
        }
        return true;
    }

    /// <summary>Consumes the end tag of <see cref="Name"/>.</summary>
    public bool Close() => Close(Name);

    /// <summary>Consumes the end tag of a name, behind white space.</summary>
    public bool Close(ReadOnlySpan<byte> name)
    {
        var rest = _xml[Place..];
        var at = Math.Max(0, rest.IndexOfAnyExcept(" \t\r\n"u8));
        rest = rest[at..];
        if (!rest.StartsWith("</"u8) || !rest[2..].StartsWith(name)) return Wrong($"</{Encoding.Latin1.GetString(name)}>", rest);
        var tail = rest[(2 + name.Length)..];
        var end = tail.IndexOfAnyExcept(" \t\r\n"u8);
        if (end < 0 || tail[end] != (byte)'>') return Wrong($"</{Encoding.Latin1.GetString(name)}>", rest);
        Place += at + 2 + name.Length + end + 1;
        return true;
    }

    readonly Range RangeOf(ReadOnlySpan<byte> part)
    {
        _ = _xml.Overlaps(part, out var offset);
        return offset..(offset + part.Length);
    }

    bool Pass(ReadOnlySpan<byte> rest)
    {
        var close = rest[1] == (byte)'?' ? "?>"u8 : rest[2] == (byte)'-' ? "-->"u8 : "]]>"u8;
        var end = rest.IndexOf(close);
        if (end < 0) return Wrong(Encoding.Latin1.GetString(close), default);
        Place += end + close.Length;
        return true;
    }

    bool Tag(ReadOnlySpan<byte> rest)
    {
        var end = TagEnd(rest);
        if (end < 0) return Wrong("the end of a tag", rest);
        var inside = rest[1..end];
        IsEmpty = inside is [.., (byte)'/'];
        if (IsEmpty) inside = inside[..^1];
        var length = inside.IndexOfAny(" \t\r\n"u8);
        Name = length < 0 ? inside : inside[..length];
        Attributes = length < 0 ? default : inside[length..];
        if (Name.IsEmpty || !(char.IsAsciiLetter((char)Name[0]) || Name[0] == '_')) return Wrong("the name of an element", rest);
        Place += end + 1;
        return true;
    }

    /// <summary>End of a tag; a bracket in a quoted value does not end it.</summary>
    static int TagEnd(ReadOnlySpan<byte> tag)
    {
        for (var at = 1; ;)
        {
            var next = tag[at..].IndexOfAny("\"'><"u8);
            if (next < 0) return -1;
            at += next;
            if (tag[at] == (byte)'>') return at;
            if (tag[at] == (byte)'<') return -1;
            var close = tag[(at + 1)..].IndexOf(tag[at]);
            if (close < 0) return -1;
            at += close + 2;
        }
    }

    bool Wrong(string expected, ReadOnlySpan<byte> found)
    {
        Error = $"expected {expected}, found {(found.IsEmpty ? "the end" : $"'{Printable(found[..Math.Min(24, found.Length)])}'")}";
        return false;
    }

    static string Printable(ReadOnlySpan<byte> bytes) =>
        string.Concat((Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes).Select(c => char.IsControl(c) ? ' ' : c));
}
