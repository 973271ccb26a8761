namespace Curation.Stages.Filters.Code;

/// <summary>Share of a file that is comments, for the three languages that StarCoder measured it of.</summary>
internal static class CommentShare
{
    /// <summary>The share, 0 to 1; null for other languages.</summary>
    public static double? Of(ReadOnlySpan<char> text, string language) => text.IsEmpty ? null : language switch
    {
        "Python" => (double)Python(text) / text.Length,
        "Java" or "JavaScript" => (double)CLike(text) / text.Length,
        _ => null,
    };

    /// <summary>Comments behind <c>#</c> and strings in triple quotes, which serve as such.</summary>
    static int Python(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var step = text[at..].IndexOfAny('#', '"', '\'');
            if (step < 0) break;
            at += step;
            var rest = text[at..];
            if (rest[0] == '#')
            {
                var length = LineLength(rest);
                count += length;
                at += length;
            }
            else if (rest.StartsWith("\"\"\"", StringComparison.Ordinal) || rest.StartsWith("'''", StringComparison.Ordinal))
            {
                var close = rest[3..].IndexOf(rest[..3], StringComparison.Ordinal);
                var length = close < 0 ? rest.Length : close + 6;
                count += length;
                at += length;
            }
            else
            {
                at += Quoted(rest);
            }
        }
        return count;
    }

    static int CLike(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = 0; at < text.Length;)
        {
            var step = text[at..].IndexOfAny('/', '"', '\'');
            if (step < 0) break;
            at += step;
            var rest = text[at..];
            var length = 0;
            if (rest.StartsWith("//", StringComparison.Ordinal)) length = LineLength(rest);
            else if (rest.StartsWith("/*", StringComparison.Ordinal)) length = rest[2..].IndexOf("*/", StringComparison.Ordinal) is >= 0 and var close ? close + 4 : rest.Length;
            count += length;
            at += length > 0 ? length : rest[0] == '/' ? 1 : Quoted(rest);
        }
        return count;
    }

    static int LineLength(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? end : text.Length;

    /// <summary>Length of a string on one line, escapes passed over.</summary>
    static int Quoted(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == text[0]) return at + 1;
            else if (text[at] == '\n') return at;
        }
        return text.Length;
    }
}
