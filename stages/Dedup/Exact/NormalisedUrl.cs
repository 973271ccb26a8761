namespace Curation.Stages.Dedup.Exact;

/// <summary>
/// The form in which URLs are compared (RFC 3986, section 6, and what crawls need): scheme, <c>www.</c>, default port, user and
/// fragment go, host in lower case, path segments resolved, percent escapes of unreserved characters undone, no slash at the end,
/// parameters of the query in order and without those that only track visits.
/// </summary>
static class NormalisedUrl
{
    static readonly string[] s_tracking = ["fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl", "phpsessid", "jsessionid", "sessionid", "sid"];

    /// <summary>The form; null without a URL, the text itself if it is none.</summary>
    public static string? Of(string? url)
    {
        if (string.IsNullOrWhiteSpace(url)) return null;
        if (!Uri.TryCreate(url.Trim(), UriKind.Absolute, out var uri) || uri.Host.Length == 0) return url.Trim();
        var host = uri.IdnHost.ToLowerInvariant().TrimEnd('.');
        if (host.StartsWith("www.", StringComparison.Ordinal)) host = host[4..];
        var port = uri.IsDefaultPort ? "" : $":{uri.Port}";
        var path = uri.AbsolutePath.TrimEnd('/');
        var query = Query(uri.Query);
        return $"{host}{port}{path}{(query.Length == 0 ? "" : "?")}{query}";
    }

    static string Query(string query)
    {
        if (query.Length <= 1) return "";
        var parameters = query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries).Where(p => !Tracks(p)).ToArray();
        Array.Sort(parameters, StringComparer.Ordinal);
        return string.Join('&', parameters);
    }

    static bool Tracks(string parameter)
    {
        var end = parameter.IndexOf('=', StringComparison.Ordinal);
        var name = (end < 0 ? parameter : parameter[..end]).ToLowerInvariant();
        return name.StartsWith("utm_", StringComparison.Ordinal) || s_tracking.Contains(name);
    }
}
