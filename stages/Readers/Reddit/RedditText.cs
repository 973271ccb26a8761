using System.Buffers;
using System.Net;
using System.Text;

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

    /// <summary>Whether cleaning a text in UTF-8 takes away no more than blanks at its ends.</summary>
    public static bool NeedsTrimmingOnly(ReadOnlySpan<byte> text)
    {
        // One pass for most texts: U+200B begins with E2.
        var at = text.IndexOfAny((byte)'&', (byte)'\r', (byte)0xE2);
        return at < 0 || (text[at..].IndexOfAny((byte)'&', (byte)'\r') < 0 && text[at..].IndexOf("\u200B"u8) < 0);
    }

    /// <summary>A text in UTF-8 without blanks at its ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var first, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(first)) text = text[length..];
        while (Rune.DecodeLastFromUtf8(text, out var last, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(last)) text = text[..^length];
        return text;
    }
}
