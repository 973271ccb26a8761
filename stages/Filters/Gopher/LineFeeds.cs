namespace Curation.Stages.Filters.Gopher;

/// <summary>Splits a text at line feeds and at nothing else.</summary>
static class LineFeeds
{
    /// <summary>Takes the next line from <paramref name="at"/> on; false behind the last. A text of N separators has N + 1 lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the line begins; goes behind its separator, and beyond the text's end behind the last line.</param>
    /// <param name="runs">Whether a run of line feeds is one separator.</param>
    /// <param name="line">The line without separator.</param>
    public static bool Next(ReadOnlySpan<char> text, ref int at, bool runs, out ReadOnlySpan<char> line)
    {
        line = default;
        if (at > text.Length) return false;
        var rest = text[at..];
        var length = rest.IndexOf('\n');
        if (length < 0)
        {
            line = rest;
            at = text.Length + 1;
            return true;
        }
        line = rest[..length];
        at += length + 1;
        while (runs && at < text.Length && text[at] == '\n') at++;
        return true;
    }

    /// <summary>Takes the next paragraph, which ends at two line feeds or more; false behind the last.</summary>
    /// <inheritdoc cref="Next"/>
    public static bool NextParagraph(ReadOnlySpan<char> text, ref int at, bool runs, out ReadOnlySpan<char> line)
    {
        line = default;
        if (at > text.Length) return false;
        var rest = text[at..];
        var length = rest.IndexOf("\n\n");
        if (length < 0)
        {
            line = rest;
            at = text.Length + 1;
            return true;
        }
        line = rest[..length];
        at += length + 2;
        while (runs && at < text.Length && text[at] == '\n') at++;
        return true;
    }
}
