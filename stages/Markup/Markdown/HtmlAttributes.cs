using System.Buffers;
using System.Net;

namespace Curation.Stages.Markup.Markdown;

/// <summary>Attributes of a tag.</summary>
internal static class HtmlAttributes
{
    static readonly SearchValues<char> s_ends = SearchValues.Create(" \t\r\n/>");

    /// <summary>The value of an attribute, entities replaced; null if there is none.</summary>
    public static string? Value(ReadOnlySpan<char> attributes, string name)
    {
        for (var from = 0; ;)
        {
            var at = attributes[from..].IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return null;
            at += from;
            var rest = attributes[(at + name.Length)..].TrimStart();
            var isWhole = at > 0 && (char.IsWhiteSpace(attributes[at - 1]) || attributes[at - 1] is '"' or '\'') && rest is ['=', ..];
            if (!isWhole)
            {
                from = at + name.Length;
                continue;
            }
            rest = rest[1..].TrimStart();
            if (rest.IsEmpty) return "";
            var end = rest[0] is '"' or '\'' ? rest[1..].IndexOf(rest[0]) : rest.IndexOfAny(s_ends);
            var value = rest[0] is '"' or '\'' ? rest[1..(end < 0 ? rest.Length : end + 1)] : rest[..(end < 0 ? rest.Length : end)];
            return value.IndexOf('&') < 0 ? value.ToString() : WebUtility.HtmlDecode(value.ToString());
        }
    }
}
