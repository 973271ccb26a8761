namespace Curation.Stages.Markup.Wikitext;

/// <summary>Finds comments and elements whose content is not read as wikitext.</summary>
internal sealed class Opaque
{
    /// <summary>The end tag found last of each name; <see cref="int.MaxValue"/> if there are no more.</summary>
    readonly Dictionary<string, int> _ends = new(StringComparer.OrdinalIgnoreCase);
    string _text = "";

    /// <summary>Begins with another page.</summary>
    public void Reset(string text)
    {
        _text = text;
        _ends.Clear();
    }

    /// <summary>The end of the part that begins at a <c>&lt;</c>; 0 if none does.</summary>
    public int End(int at)
    {
        var rest = _text.AsSpan(at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            var close = rest.IndexOf("-->", StringComparison.Ordinal);
            return close < 0 ? _text.Length : at + close + 3;
        }
        if (!Tag.TryRead(_text, at, out var tag) || tag.IsEnd || tag.IsEmpty || !Elements.IsOpaque(tag.Name(_text))) return 0;
        return Close(tag);
    }

    int Close(Tag tag)
    {
        var name = tag.Name(_text).ToString();
        if (!_ends.TryGetValue(name, out var close) || close < tag.End) _ends[name] = close = IndexOfEnd(name, tag.End);
        if (close == int.MaxValue) return 0;
        // A second opening before the end: the first one was never closed. Code may hold any text.
        if (name.Equals("ref", StringComparison.OrdinalIgnoreCase) && OpensAgain(_text.AsSpan(tag.End, close - tag.End))) return 0;
        var end = _text.IndexOf('>', close);
        return end < 0 ? _text.Length : end + 1;
    }

    int IndexOfEnd(string name, int from)
    {
        while (true)
        {
            var at = _text.IndexOf("</", from, StringComparison.Ordinal);
            if (at < 0) return int.MaxValue;
            var rest = _text.AsSpan(at + 2).TrimStart(' ');
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (rest.Length == name.Length || !char.IsAsciiLetterOrDigit(rest[name.Length]))) return at;
            from = at + 2;
        }
    }

    static bool OpensAgain(ReadOnlySpan<char> content)
    {
        while (true)
        {
            var at = content.IndexOf("<ref", StringComparison.OrdinalIgnoreCase);
            if (at < 0) return false;
            content = content[(at + 4)..];
            if (content.IsEmpty || content[0] is not (' ' or '>')) continue;
            var end = content.IndexOf('>');
            if (end < 0 || content[..end] is not [.., '/']) return true;
        }
    }
}
