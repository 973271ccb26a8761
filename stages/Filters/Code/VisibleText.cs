namespace Curation.Stages.Filters.Code;

/// <summary>Characters of HTML that a browser shows, white space left out: not those of tags, comments, scripts and styles.</summary>
internal static class VisibleText
{
    public static int Count(ReadOnlySpan<char> html)
    {
        var count = 0;
        while (!html.IsEmpty)
        {
            var open = html.IndexOf('<');
            var text = open < 0 ? html : html[..open];
            foreach (var value in text) count += char.IsWhiteSpace(value) ? 0 : 1;
            if (open < 0) break;
            html = html[open..];
            html = html[Length(html)..];
        }
        return count;
    }

    static int Length(ReadOnlySpan<char> tag)
    {
        foreach (var (begin, end) in (ReadOnlySpan<(string, string)>)[("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")])
        {
            if (!tag.StartsWith(begin, StringComparison.OrdinalIgnoreCase)) continue;
            var close = tag.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            return close < 0 ? tag.Length : close + end.Length;
        }
        var bracket = tag.IndexOf('>');
        return bracket < 0 ? tag.Length : bracket + 1;
    }
}
