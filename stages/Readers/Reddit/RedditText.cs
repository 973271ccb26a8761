using System.Net;

namespace Curation.Stages.Readers.Reddit;

/// <summary>Reddit's Markdown as it was typed: dumps escape it as HTML.</summary>
internal static class RedditText
{
    /// <summary>Entities replaced, invisible blanks removed, line ends and the ends of the text tidied.</summary>
    public static string Clean(string text)
    {
        if (text.Contains('&', StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        return text.Replace("\u200B", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
    }
}
