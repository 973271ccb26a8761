namespace Curation.Stages.Text.Tokens;

/// <summary>Tells addresses of the web and of mail, which stay one token: optional scheme and user, a host with a lower-case top level or four numbers, optional port and path.</summary>
static class WebAddress
{
    /// <summary>Whether the whole chunk is one.</summary>
    public static bool Is(ReadOnlySpan<char> chunk)
    {
        // No host without a dot inside, and most chunks have none.
        var dot = chunk[..^1].IndexOf('.');
        if (dot <= 0 || (TokenClasses.Of(chunk[0]) & (TokenClass.WordCharacter | TokenClass.Cased)) == 0) return false;
        if (IsHost(chunk)) return true;
        var scheme = chunk.IndexOf("://");
        if (scheme >= 2 && IsScheme(chunk[..scheme]))
        {
            var rest = chunk[(scheme + 3)..];
            if (IsHost(rest) || HasUser(rest)) return true;
        }
        return HasUser(chunk);
    }

    static bool HasUser(ReadOnlySpan<char> chunk)
    {
        for (var at = chunk.IndexOf('@'); at >= 0;)
        {
            if (at > 0 && IsHost(chunk[(at + 1)..])) return true;
            var next = chunk[(at + 1)..].IndexOf('@');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if ((TokenClasses.Of(c) & TokenClass.WordCharacter) == 0 && c is not ('+' or '-' or '.')) return false;
        return true;
    }

    static bool IsHost(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-' or '_' or >= '\u00A1')) end++;
        return EndsWell(text[end..]) && (IsName(text[..end]) || IsNumber(text[..end]));
    }

    /// <summary>What may follow a host: nothing, a port, a path.</summary>
    static bool EndsWell(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] is '/' or '?' or '#') return true;
        if (rest[0] != ':') return false;
        var digits = 0;
        while (digits + 1 < rest.Length && char.IsDigit(rest[digits + 1])) digits++;
        return digits is >= 2 and <= 5 && (digits + 1 == rest.Length || rest[digits + 1] is '/' or '?' or '#');
    }

    static bool IsName(ReadOnlySpan<char> host)
    {
        var dot = host.LastIndexOf('.');
        if (dot <= 0 || host.Length - dot - 1 is < 2 or > 63) return false;
        foreach (var c in host[(dot + 1)..])
            if ((TokenClasses.Of(c) & TokenClass.Lower) == 0) return false;
        foreach (var range in host[..dot].Split('.'))
        {
            var label = host[..dot][range];
            if (label.Length is 0 or > 64 || label[0] is '-' or '_' || label[^1] is '-' or '_') return false;
        }
        return true;
    }

    /// <summary>Four numbers, those of private networks left out.</summary>
    static bool IsNumber(ReadOnlySpan<char> host)
    {
        if (host.StartsWith("10.") || host.StartsWith("127.") || host.StartsWith("169.254.") || host.StartsWith("192.168.")) return false;
        var count = 0;
        var first = 0;
        foreach (var range in host.Split('.'))
        {
            var part = host[range];
            if (part.Length is 0 or > 3 || part.ContainsAnyExceptInRange('0', '9')) return false;
            var value = 0;
            foreach (var c in part) value = (value * 10) + (c - '0');
            if (value > (count == 0 ? 223 : 255) || (value == 0 && count is 0 or 3)) return false;
            if (count == 0) first = value;
            if (count == 1 && first == 172 && value is >= 16 and <= 31) return false;
            count++;
        }
        return count == 4;
    }
}
