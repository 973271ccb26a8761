namespace Curation.Stages.Filters.Urls;

/// <summary>Parts of a URL as spans. Forgiving: what crawls hold is not always a valid URL.</summary>
static class UrlParts
{
    /// <summary>The host in lower case without port, user and trailing dot, written to <paramref name="buffer"/> (as long as the URL).</summary>
    public static ReadOnlySpan<char> Host(ReadOnlySpan<char> url, Span<char> buffer)
    {
        var rest = AfterScheme(url);
        var end = rest.IndexOfAny('/', '?', '#');
        var host = end < 0 ? rest : rest[..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        if (host.StartsWith("["))
        {
            var close = host.IndexOf(']');
            host = close < 0 ? host : host[..(close + 1)];
        }
        else if (host.LastIndexOf(':') is >= 0 and var colon)
        {
            host = host[..colon];
        }
        host = host.Trim().TrimEnd('.');
        Lower(host, buffer[..host.Length]);
        return buffer[..host.Length];
    }

    /// <summary>The URL without scheme, <c>www.</c>, fragment and trailing slashes, its host in lower case.</summary>
    public static ReadOnlySpan<char> Comparable(ReadOnlySpan<char> url, Span<char> buffer)
    {
        var rest = AfterScheme(url);
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) rest = rest[4..];
        if (rest.IndexOf('#') is >= 0 and var fragment) rest = rest[..fragment];
        rest = rest.TrimEnd('/');
        var path = rest.IndexOfAny('/', '?');
        var host = path < 0 ? rest.Length : path;
        Lower(rest[..host], buffer[..host]);
        rest[host..].CopyTo(buffer[host..]);
        return buffer[..rest.Length];
    }

    /// <summary>ASCII letters in lower case; everything else as it is.</summary>
    public static void Lower(ReadOnlySpan<char> from, Span<char> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            var c = from[i];
            to[i] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        }
    }

    static ReadOnlySpan<char> AfterScheme(ReadOnlySpan<char> url)
    {
        url = url.Trim();
        var at = url.IndexOf("://");
        if (at >= 0 && !url[..at].ContainsAny('/', '?', '#')) return url[(at + 3)..];
        return url.StartsWith("//") ? url[2..] : url;
    }
}
