namespace Curation.Stages.Markup.Html;

/// <summary>Finds the ends of comments, the standard's odd ones included.</summary>
static class CommentEnd
{
    /// <summary>The byte behind the comment whose text begins at <paramref name="from"/>.</summary>
    public static int Find(ReadOnlySpan<byte> page, int from)
    {
        var text = page[from..];
        // <!--> and <!---> are whole comments.
        if (text.StartsWith(">"u8)) return from + 1;
        if (text.StartsWith("->"u8)) return from + 2;
        for (var at = 0; at < text.Length;)
        {
            var found = text[at..].IndexOf("--"u8);
            if (found < 0) return page.Length;
            at += found + 2;
            // Further hyphens before the bracket belong to the end.
            while (at < text.Length && text[at] == (byte)'-') at++;
            if (at < text.Length && text[at] == (byte)'>') return from + at + 1;
            if (at + 1 < text.Length && text[at] == (byte)'!' && text[at + 1] == (byte)'>') return from + at + 2;
        }
        return page.Length;
    }
}
