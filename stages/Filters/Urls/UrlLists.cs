namespace Curation.Stages.Filters.Urls;

/// <summary>What a URL was found on.</summary>
readonly record struct UrlMatch(bool Domain, bool Host, bool Url, int Words, int SoftWords, bool SubWord);

/// <summary>The lists of a URL filter, ready for look-ups by span.</summary>
sealed class UrlLists
{
    /// <summary>Longer URLs are judged by their beginning: browsers and servers do not take more.</summary>
    const int MaxUrl = 16 * 1024;

    readonly CompactSet _domains = new();
    readonly CompactSet _urls = new();
    readonly HashSet<string> _words = new(StringComparer.Ordinal);
    readonly HashSet<string> _softWords = new(StringComparer.Ordinal);
    readonly PublicSuffixes _suffixes;
    readonly AhoCorasick? _subWords;

    UrlLists(UrlFilterOptions options)
    {
        _suffixes = options.PublicSuffixes is { } file ? PublicSuffixes.Parse(ListFile.Lines(file)) : PublicSuffixes.BuiltIn;
        foreach (var entry in options.Domains.SelectMany(ListFile.Lines)) _domains.Add(UrlParts.Host(entry, new char[entry.Length]));
        foreach (var entry in options.Urls.SelectMany(ListFile.Lines)) _urls.Add(UrlParts.Comparable(entry, new char[entry.Length]));
        Fill(_words, options.Words);
        Fill(_softWords, options.SoftWords);
        var subWords = new HashSet<string>(StringComparer.Ordinal);
        Fill(subWords, options.SubWords);
        if (subWords.Count > 0) _subWords = new([.. subWords.Order(StringComparer.Ordinal)]);
    }

    public static UrlLists Load(UrlFilterOptions options) => new(options);

    public UrlMatch Match(ReadOnlySpan<char> url)
    {
        if (url.Length > MaxUrl) url = url[..MaxUrl];
        var buffer = url.Length <= 512 ? stackalloc char[512] : new char[url.Length];
        var host = UrlParts.Host(url, buffer);
        var domain = _domains.Count > 0 && _domains.Contains(_suffixes.RegisteredDomain(host));
        var hostBlocked = _domains.Contains(host);
        var urlBlocked = _urls.Count > 0 && _urls.Contains(UrlParts.Comparable(url, buffer));
        var lower = buffer[..url.Length];
        UrlParts.Lower(url, lower);
        return new(domain, hostBlocked, urlBlocked, CountWords(lower, _words), CountWords(lower, _softWords), _subWords?.IsIn(lower) == true);
    }

    /// <summary>Different members of <paramref name="words"/> among the runs of ASCII letters and digits.</summary>
    static int CountWords(ReadOnlySpan<char> lower, HashSet<string> words)
    {
        if (words.Count == 0) return 0;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        List<string>? seen = null;
        for (var i = 0; i < lower.Length;)
        {
            while (i < lower.Length && !char.IsAsciiLetterOrDigit(lower[i])) i++;
            var start = i;
            while (i < lower.Length && char.IsAsciiLetterOrDigit(lower[i])) i++;
            if (i == start || !lookup.TryGetValue(lower[start..i], out var word)) continue;
            seen ??= [];
            if (!seen.Contains(word)) seen.Add(word);
        }
        return seen?.Count ?? 0;
    }

    static void Fill(HashSet<string> words, string[] files)
    {
        foreach (var entry in files.SelectMany(ListFile.Lines))
        {
            var word = string.Concat(entry.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
            if (word.Length > 0) words.Add(word);
        }
    }
}
