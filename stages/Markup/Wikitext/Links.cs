namespace Curation.Stages.Markup.Wikitext;

/// <summary>Links as text: the label of internal and external ones; files, categories and other languages give none.</summary>
internal static class Links
{
    static readonly string[] s_schemes = ["http://", "https://", "ftp://", "//", "mailto:", "irc://", "news:", "git://", "ssh://"];

    /// <summary><c>[[target|label]]</c></summary>
    public static void Internal(Expander page, Node node)
    {
        var source = page.Source;
        var (start, end) = (node.Start + 2, node.End - 2);
        var bar = source.AsSpan(start, end - start).IndexOf('|');
        var target = source.AsSpan(start, bar < 0 ? end - start : bar).Trim();
        var isVisible = target is [':', ..];
        if (isVisible) target = target[1..].TrimStart();
        var colon = target.IndexOf(':');
        if (colon > 0 && !isVisible)
        {
            var space = target[..colon].Trim().ToString().Replace('_', ' ').ToLowerInvariant();
            if (page.Site.CategoryNames.Contains(space))
            {
                page.Categories.Add(target[(colon + 1)..].Trim().ToString().Replace('_', ' '));
                page.Output.Append(Marks.Removed);
                return;
            }
            if (page.Site.FileNames.Contains(space))
            {
                if (page.Options.Captions) Caption(page, start, end);
                page.Output.Append(Marks.Removed);
                return;
            }
            if (bar < 0 && IsLanguage(space) && !page.Site.OtherNames.Contains(space)) return;
        }
        if (bar >= 0)
        {
            var label = start + bar + 1;
            if (source.AsSpan(label, end - label).Trim().IsEmpty) page.Output.Append(PipeTrick(target, colon));
            else page.Expand(label, end);
            return;
        }
        // A target may hold templates; without them it is text as it stands.
        if (target.IndexOfAny('{', '<', '&') < 0) page.Output.Append(target);
        else page.Expand(isVisible ? start + 1 : start, end);
    }

    /// <summary>Whether an external link begins at a bracket.</summary>
    public static bool BeginsExternal(string source, int at)
    {
        var rest = source.AsSpan(at + 1);
        foreach (var scheme in s_schemes)
            if (rest.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    /// <summary><c>[address label]</c>; returns the place behind it.</summary>
    public static int External(Expander page, int at, int end)
    {
        var source = page.Source;
        var close = at >= page.UnclosedUntil && BeginsExternal(source, at) ? Close(page, at + 1, end) : -1;
        if (close < 0)
        {
            page.Output.Append('[');
            return at + 1;
        }
        var label = source.AsSpan(at + 1, close - at - 1).IndexOfAny(' ', '\t', '\u00A0');
        if (label >= 0) page.Expand(at + 1 + label + 1, close);
        else page.Output.Append(Marks.Removed);
        return close + 1;
    }

    /// <summary>The bracket that closes an external link on the same line; -1 if there is none.</summary>
    static int Close(Expander page, int from, int end)
    {
        while (from < end)
        {
            var step = page.Source.AsSpan(from, end - from).IndexOfAny("]\n[{<");
            if (step < 0) break;
            from += step;
            switch (page.Source[from])
            {
                case ']': return from;
                case '\n':
                    page.UnclosedUntil = from;
                    return -1;
                default:
                    from = page.Nesting.TryFind(from, out var inner) && inner.End <= end ? inner.End : from + 1;
                    break;
            }
        }
        page.UnclosedUntil = Math.Max(from, end);
        return -1;
    }

    /// <summary>The last part of a file's link that is no option of its display.</summary>
    static void Caption(Expander page, int start, int end)
    {
        var (from, to) = Arguments.Last(page, start, end);
        var text = page.Source.AsSpan(from, to - from).Trim();
        if (from == start || text.Length < 12 || text.StartsWith("alt=", StringComparison.OrdinalIgnoreCase) || text.EndsWith("px", StringComparison.Ordinal)) return;
        page.Output.Append("\n\n");
        page.Expand(from, to);
        page.Output.Append("\n\n");
    }

    /// <summary>What an empty label stands for: the target without its namespace and what follows in brackets or behind a comma.</summary>
    static ReadOnlySpan<char> PipeTrick(ReadOnlySpan<char> target, int colon)
    {
        if (colon >= 0) target = target[(colon + 1)..];
        var bracket = target.LastIndexOf(" (");
        if (bracket > 0 && target is [.., ')']) return target[..bracket];
        var comma = target.IndexOf(',');
        return comma > 0 ? target[..comma] : target;
    }

    static bool IsLanguage(string name)
    {
        if (name is "simple" or "be-tarask" or "zh-min-nan" or "zh-classical" or "zh-yue" or "bat-smg" or "fiu-vro" or "roa-rup" or "roa-tara" or "map-bms" or "nds-nl" or "cbk-zam" or "be-x-old") return true;
        return name.Length is 2 or 3 && name.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;
    }
}
