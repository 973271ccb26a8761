using System.Buffers;
using System.Runtime.CompilerServices;

namespace Curation.Stages.Markup.Html;

/// <summary>What a token is.</summary>
enum HtmlTokenKind : byte
{
    /// <summary>The page is read to its end.</summary>
    End,

    /// <summary>Characters, references as written.</summary>
    Text,

    /// <summary>Characters of a CDATA section, without references.</summary>
    RawText,

    /// <summary>A start tag; its attributes are the last of the tree.</summary>
    StartTag,

    /// <summary>An end tag.</summary>
    EndTag,

    /// <summary>A document type declaration, its range without the brackets.</summary>
    DocType,
}

/// <summary>
/// Cuts UTF-8 bytes into tags and text, as the HTML standard's tokenizer does; comments are passed over. It copies nothing: a token is a
/// range. Character references stay as written, since what reads the text replaces them.
/// </summary>
ref struct HtmlTokenizer(ReadOnlySpan<byte> page, HtmlTree tree)
{
    static readonly SearchValues<byte> s_unquotedEnd = SearchValues.Create(" \t\n\r\f>"u8);

    readonly ReadOnlySpan<byte> _page = page;

    /// <summary>The next byte to read.</summary>
    public int At;

    /// <summary>Whether <c>&lt;![CDATA[</c> begins a section: in SVG and MathML it does.</summary>
    public bool AllowsCData;

    /// <summary>First byte of the token: of the text, or of the tag's name.</summary>
    public int Start;

    /// <summary>Bytes of the text, or of the tag's name.</summary>
    public int Length;

    /// <summary>The tag's name.</summary>
    public HtmlTag Tag;

    /// <summary>Whether the tag ends in <c>/&gt;</c>.</summary>
    public bool IsSelfClosing;

    /// <summary>Index of the start tag's first attribute in the tree.</summary>
    public int FirstAttribute;

    /// <summary>Number of the start tag's attributes.</summary>
    public int Attributes;

    /// <summary>Reads one token.</summary>
    public HtmlTokenKind Next()
    {
        while (true)
        {
            if (At >= _page.Length) return HtmlTokenKind.End;
            if (_page[At] != (byte)'<') return ReadText();
            var next = At + 1 < _page.Length ? _page[At + 1] : (byte)0;
            if (IsLetter(next)) return ReadTag(At + 1, end: false);
            switch (next)
            {
                case (byte)'/':
                    if (At + 2 >= _page.Length) return ReadText();
                    if (IsLetter(_page[At + 2])) return ReadTag(At + 2, end: true);
                    At = After((byte)'>', At + 2);
                    continue;
                case (byte)'?':
                    At = After((byte)'>', At + 1);
                    continue;
                case (byte)'!':
                    if (ReadDeclaration() is { } declaration) return declaration;
                    continue;
                default:
                    return ReadText();
            }
        }
    }

    /// <summary>Reads the content of an element that has no markup in it, up to its end tag, and passes over that.</summary>
    public void ReadRawText(HtmlTag tag, ReadOnlySpan<byte> name)
    {
        Start = At;
        var end = tag == HtmlTag.Script ? RawTextEnd.OfScript(_page, At) : RawTextEnd.Find(_page, At, name);
        Length = end - At;
        At = end;
        if (end >= _page.Length) return;
        var (start, length) = (Start, Length);
        ReadTag(end + 2, end: true);
        (Start, Length) = (start, length);
    }

    /// <summary>Passes over a line feed right behind the tags <c>pre</c>, <c>listing</c> and <c>textarea</c>.</summary>
    public void SkipLineFeed()
    {
        if (At < _page.Length && _page[At] == (byte)'\r') At += At + 1 < _page.Length && _page[At + 1] == (byte)'\n' ? 2 : 1;
        else if (At < _page.Length && _page[At] == (byte)'\n') At++;
    }

    HtmlTokenKind ReadText()
    {
        Start = At;
        var at = At;
        while (true)
        {
            // A bracket that begins no markup is text; so is the one that we may stand on.
            var found = at + 1 >= _page.Length ? -1 : _page[(at + 1)..].IndexOf((byte)'<');
            at = found < 0 ? _page.Length : at + 1 + found;
            if (at + 1 >= _page.Length) { at = _page.Length; break; }
            var next = _page[at + 1];
            if (IsLetter(next) || next is (byte)'!' or (byte)'?' || (next == (byte)'/' && at + 2 < _page.Length)) break;
        }
        (Length, At) = (at - Start, at);
        return HtmlTokenKind.Text;
    }

    HtmlTokenKind ReadTag(int nameStart, bool end)
    {
        var at = nameStart;
        var key = 0UL;
        for (; at < _page.Length; at++)
        {
            var b = _page[at];
            if (b is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'\n' or (byte)'\t' or (byte)'\r' or (byte)'\f') break;
            if ((uint)(b - 'A') <= 'Z' - 'A') b |= 0x20;
            key = NameTable.Extend(key, at - nameStart, b);
        }
        (Start, Length, IsSelfClosing) = (nameStart, at - nameStart, false);
        Tag = HtmlTags.Find(_page[nameStart..at], key);
        FirstAttribute = tree.AttributeCount;
        if (at < _page.Length && _page[at] == (byte)'>')
        {
            At = at + 1;
        }
        else if (!ReadAttributes(at))
        {
            // The page ends within the tag, which then is none.
            tree.CutAttributes(FirstAttribute);
            At = _page.Length;
            return HtmlTokenKind.End;
        }
        if (end) tree.CutAttributes(FirstAttribute);
        Attributes = tree.AttributeCount - FirstAttribute;
        return end ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
    }

    /// <summary>Reads up to the end of the tag; false if the page ends before.</summary>
    bool ReadAttributes(int at)
    {
        while (true)
        {
            while (at < _page.Length && IsSpace(_page[at])) at++;
            if (at >= _page.Length) return false;
            if (_page[at] == (byte)'>') { At = at + 1; return true; }
            if (_page[at] == (byte)'/')
            {
                at++;
                if (at < _page.Length && _page[at] == (byte)'>') { (IsSelfClosing, At) = (true, at + 1); return true; }
                continue;
            }
            var nameStart = at;
            var key = 0UL;
            // An equals sign where a name begins is part of the name.
            for (; at < _page.Length; at++)
            {
                var b = _page[at];
                if (b is (byte)' ' or (byte)'>' or (byte)'/' or (byte)'\n' or (byte)'\t' or (byte)'\r' or (byte)'\f' || (b == (byte)'=' && at > nameStart)) break;
                if ((uint)(b - 'A') <= 'Z' - 'A') b |= 0x20;
                key = NameTable.Extend(key, at - nameStart, b);
            }
            var nameEnd = at;
            while (at < _page.Length && IsSpace(_page[at])) at++;
            var (valueStart, valueEnd) = (nameEnd, nameEnd);
            if (at < _page.Length && _page[at] == (byte)'=')
            {
                at++;
                while (at < _page.Length && IsSpace(_page[at])) at++;
                if (at >= _page.Length) return false;
                if (_page[at] is (byte)'"' or (byte)'\'')
                {
                    valueStart = at + 1;
                    var length = _page[valueStart..].IndexOf(_page[at]);
                    if (length < 0) return false;
                    valueEnd = valueStart + length;
                    at = valueEnd + 1;
                }
                else
                {
                    valueStart = at;
                    var length = _page[valueStart..].IndexOfAny(s_unquotedEnd);
                    if (length < 0) return false;
                    at = valueEnd = valueStart + length;
                }
            }
            var name = HtmlAttributeNames.Find(_page[nameStart..nameEnd], key);
            tree.Add(new HtmlAttribute(name, nameStart, nameEnd - nameStart, valueStart, valueEnd - valueStart));
        }
    }

    HtmlTokenKind? ReadDeclaration()
    {
        var rest = _page[(At + 2)..];
        if (rest.StartsWith("--"u8))
        {
            At = CommentEnd.Find(_page, At + 4);
            return null;
        }
        if (AllowsCData && rest.StartsWith("[CDATA["u8))
        {
            Start = At + 9;
            var length = _page[Start..].IndexOf("]]>"u8);
            Length = length < 0 ? _page.Length - Start : length;
            At = length < 0 ? _page.Length : Start + length + 3;
            return Length > 0 ? HtmlTokenKind.RawText : null;
        }
        var isDocType = rest.Length >= 7 && System.Text.Ascii.EqualsIgnoreCase(rest[..7], "doctype"u8);
        Start = At + 2;
        At = After((byte)'>', Start);
        Length = At - Start;
        return isDocType ? HtmlTokenKind.DocType : null;
    }

    readonly int After(byte end, int from)
    {
        var found = _page[from..].IndexOf(end);
        return found < 0 ? _page.Length : from + found + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' or (byte)'\f';
}
