using Curation.Core.Errors;

namespace Curation.Stages.Extraction.Html;

/// <summary>Refuses pages that nest too deep before a tree is built of them: a parser's own recursion could end the process.</summary>
static class DepthLimit
{
    /// <summary>Counts opened less closed tags, void and unclosed ones included: an upper bound of the depth.</summary>
    public static void Check(ReadOnlySpan<byte> html, int limit)
    {
        int depth = 0, deepest = 0;
        while (html.IndexOf((byte)'<') is >= 0 and var at && at + 1 < html.Length)
        {
            html = html[(at + 1)..];
            if (html[0] == (byte)'/') depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter((char)html[0]) && !IsFlat(html)) deepest = Math.Max(deepest, ++depth);
        }
        if (deepest > limit) throw new LimitException($"expected elements nested at most {limit} deep (option maxDepth), found up to {deepest}");
    }

    /// <summary>Void elements, and those whose end tag is commonly left out.</summary>
    static bool IsFlat(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<string> flat = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "option"];
        var length = 0;
        while (length < Math.Min(name.Length, 8) && char.IsAsciiLetterOrDigit((char)name[length])) length++;
        foreach (var candidate in flat)
            if (System.Text.Ascii.EqualsIgnoreCase(name[..length], candidate)) return true;
        return false;
    }
}
