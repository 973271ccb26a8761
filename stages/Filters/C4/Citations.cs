namespace Curation.Stages.Filters.C4;

/// <summary>Cuts out the marks of Wikipedia: <c>[12]</c>, <c>[]</c>, <c>[edit]</c>, <c>[citation needed]</c>.</summary>
static class Citations
{
    /// <summary>The text without marks; the text itself if it has none. <paramref name="buffer"/> is at least as long.</summary>
    public static ReadOnlySpan<char> Remove(ReadOnlySpan<char> text, Span<char> buffer)
    {
        var at = text.IndexOf('[');
        if (at < 0) return text;
        var (read, written) = (0, 0);
        while (at >= 0)
        {
            var length = MarkLength(text[at..]);
            var copy = text[read..(length > 0 ? at : at + 1)];
            copy.CopyTo(buffer[written..]);
            written += copy.Length;
            read = at + Math.Max(1, length);
            var next = text[read..].IndexOf('[');
            at = next < 0 ? -1 : read + next;
        }
        if (written == read) return text;
        text[read..].CopyTo(buffer[written..]);
        return buffer[..(written + text.Length - read)];
    }

    static int MarkLength(ReadOnlySpan<char> text)
    {
        var i = 1;
        while (i < text.Length && char.IsDigit(text[i])) i++;
        if (i < text.Length && text[i] == ']') return i + 1;
        if (text.StartsWith("[edit]")) return "[edit]".Length;
        return text.StartsWith("[citation needed]") ? "[citation needed]".Length : 0;
    }
}
