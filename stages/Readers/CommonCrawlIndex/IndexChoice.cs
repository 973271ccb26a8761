namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>Which records are wanted.</summary>
internal sealed class IndexChoice(CrawlIndexReaderOptions options)
{
    readonly HashSet<string> _mediaTypes = new(options.MediaTypes, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _languages = new(options.Languages, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<int> _statuses = [.. options.Statuses];

    public bool IsWanted(IndexEntry entry)
    {
        if (_statuses.Count > 0 && entry.Status != 0 && !_statuses.Contains(entry.Status)) return false;
        if (entry.MediaType is "warc/revisit") return false;
        if (_mediaTypes.Count > 0 && !_mediaTypes.Contains(entry.MediaType)) return false;
        if (_languages.Count > 0 && !_languages.Contains(entry.Languages.Split(',')[0])) return false;
        if (options.UrlPrefixes.Length > 0 && !options.UrlPrefixes.Any(p => entry.Url.StartsWith(p, StringComparison.OrdinalIgnoreCase))) return false;
        return options.Domains.Length == 0 || IsInDomain(entry.Url);
    }

    bool IsInDomain(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return false;
        foreach (var domain in options.Domains)
            if (address.Host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (address.Host.Length == domain.Length || address.Host[^(domain.Length + 1)] == '.')) return true;
        return false;
    }
}
