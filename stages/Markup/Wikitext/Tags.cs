namespace Curation.Stages.Markup.Wikitext;

/// <summary>Elements as text.</summary>
internal static class Tags
{
    static readonly (string, string)[] s_doubled = [("{{", "{ {"), ("}}", "} }"), ("[[", "[ ["), ("]]", "] ]"), ("{|", "{ |")];

    /// <summary>A comment, or an element with content that is no wikitext.</summary>
    public static void Opaque(Expander page, Node node)
    {
        if (page.Source[node.Start + 1] == '!')
        {
            Comment(page, node);
            return;
        }
        _ = Tag.TryRead(page.Source, node.Start, out var tag);
        var name = tag.Name(page.Source);
        if (Elements.IsDropped(name))
        {
            page.Output.Append(Marks.Removed);
            return;
        }
        var close = page.Source.LastIndexOf("</", node.End - 1, node.End - tag.End, StringComparison.Ordinal);
        var content = page.Source.AsSpan(tag.End, Math.Max(0, (close < 0 ? node.End : close) - tag.End));
        Literal(page, name, content, tag.Attributes(page.Source));
    }

    /// <summary>A tag that stands alone; returns the place behind what was read.</summary>
    public static int Plain(Expander page, Tag tag)
    {
        var name = tag.Name(page.Source);
        var output = page.Output;
        if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) output.Append(Marks.Break);
        else if (name.Equals("li", StringComparison.OrdinalIgnoreCase)) output.Append(tag.IsEnd ? "\n" : "\n* ");
        else if (name.Equals("td", StringComparison.OrdinalIgnoreCase) || name.Equals("th", StringComparison.OrdinalIgnoreCase))
        {
            if (tag.IsEnd) Marks.AppendLiteral(output, " | ");
        }
        else if (name.Equals("sup", StringComparison.OrdinalIgnoreCase) || name.Equals("sub", StringComparison.OrdinalIgnoreCase))
        {
            return Script(page, tag, isUpper: name[2] is 'p' or 'P');
        }
        else if (Elements.IsBlock(name)) output.Append("\n");
        else if (Elements.IsDropped(name)) output.Append(Marks.Removed);
        return tag.End;
    }

    /// <summary>A comment that fills its line goes with the line's end, as in MediaWiki.</summary>
    static void Comment(Expander page, Node node)
    {
        var before = page.Output.Span.TrimEnd(' ');
        var isAlone = (before.IsEmpty || before[^1] == '\n') && node.End < page.Source.Length && page.Source[node.End] == '\n';
        if (isAlone && before.Length > 0) page.Output.Truncate(before.Length - 1);
    }

    static void Literal(Expander page, ReadOnlySpan<char> name, ReadOnlySpan<char> content, ReadOnlySpan<char> attributes)
    {
        var output = page.Output;
        switch (name)
        {
            case var _ when name.Equals("nowiki", StringComparison.OrdinalIgnoreCase):
                Marks.AppendLiteral(output, System.Net.WebUtility.HtmlDecode(content.ToString()));
                break;
            case var _ when name.Equals("math", StringComparison.OrdinalIgnoreCase):
                Formula(output, content, "", attributes.Contains("block", StringComparison.OrdinalIgnoreCase));
                break;
            case var _ when name.Equals("chem", StringComparison.OrdinalIgnoreCase) || name.Equals("ce", StringComparison.OrdinalIgnoreCase):
                Formula(output, content, "\\ce", isBlock: false);
                break;
            default:
                var isInline = attributes.Contains("inline", StringComparison.OrdinalIgnoreCase) && content.IndexOf('\n') < 0;
                if (!isInline) output.Append("\n");
                var text = name.Equals("pre", StringComparison.OrdinalIgnoreCase) ? System.Net.WebUtility.HtmlDecode(content.ToString()) : content;
                Marks.AppendLiteral(output, isInline ? text.Trim() : text.Trim("\r\n"));
                if (!isInline) output.Append("\n");
                break;
        }
    }

    static void Formula(TextBuffer output, ReadOnlySpan<char> content, ReadOnlySpan<char> command, bool isBlock)
    {
        content = content.Trim();
        if (content.IsEmpty) return;
        if (isBlock) output.Append("\n\n$$");
        else output.Append("$");
        if (!command.IsEmpty)
        {
            output.Append(command);
            Marks.AppendLiteral(output, "{");
        }
        // Doubled braces mean the same with a blank between them, and then look like no template's.
        var formula = System.Net.WebUtility.HtmlDecode(content.ToString()).ReplaceLineEndings(" ");
        foreach (var (doubled, apart) in s_doubled)
            while (formula.Contains(doubled, StringComparison.Ordinal)) formula = formula.Replace(doubled, apart, StringComparison.Ordinal);
        Marks.AppendLiteral(output, formula);
        if (!command.IsEmpty) Marks.AppendLiteral(output, "}");
        output.Append(isBlock ? "$$\n\n" : "$");
    }

    /// <summary>Raised and lowered digits have characters of their own; other content stays as it is.</summary>
    static int Script(Expander page, Tag tag, bool isUpper)
    {
        if (tag.IsEnd || tag.IsEmpty) return tag.End;
        var rest = page.Source.AsSpan(tag.End);
        var close = rest[..Math.Min(rest.Length, 12)].IndexOf('<');
        return close > 0 && Scripts.TryAppend(page.Output, rest[..close], isUpper) ? tag.End + close : tag.End;
    }
}
