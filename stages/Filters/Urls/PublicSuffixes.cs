using System.Buffers;

namespace Curation.Stages.Filters.Urls;

/// <summary>Tells the registered domain of a host by public-suffix rules (publicsuffix.org/list: algorithm).</summary>
sealed class PublicSuffixes
{
    static readonly SearchValues<char> s_address = SearchValues.Create("0123456789.");

    readonly HashSet<string> _rules = new(StringComparer.Ordinal);

    PublicSuffixes(IEnumerable<string> rules)
    {
        foreach (var rule in rules) _rules.Add(rule.ToLowerInvariant());
    }

    /// <summary>Common suffixes of several labels; every last label is a suffix of its own anyway.</summary>
    public static PublicSuffixes BuiltIn { get; } = new(BuiltInSuffixes.All);

    /// <summary>Rules of a list: <c>co.uk</c>, <c>*.ck</c>, <c>!www.ck</c>; comments begin with <c>//</c>.</summary>
    public static PublicSuffixes Parse(IEnumerable<string> lines) =>
        new(lines.Where(l => !l.StartsWith("//", StringComparison.Ordinal)).Select(l => l.Split(' ', '\t')[0]));

    /// <summary>The suffix and the label before it; empty for an address, a suffix by itself or a single label.</summary>
    public ReadOnlySpan<char> RegisteredDomain(ReadOnlySpan<char> host)
    {
        if (host.IsEmpty || host[0] == '[' || IsAddress(host)) return [];
        var suffix = SuffixStart(host);
        if (suffix <= 1) return [];
        var label = host[..(suffix - 1)].LastIndexOf('.') + 1;
        return host[label..];
    }

    /// <summary>Where the longest suffix of the host that a rule names begins; the last label if none does.</summary>
    int SuffixStart(ReadOnlySpan<char> host)
    {
        var lookup = _rules.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> rule = stackalloc char[256];
        var start = 0;
        while (true)
        {
            var candidate = host[start..];
            var dot = candidate.IndexOf('.');
            if (candidate.Length <= 253)
            {
                rule[0] = '!';
                candidate.CopyTo(rule[1..]);
                if (dot >= 0 && lookup.Contains(rule[..(candidate.Length + 1)])) return start + dot + 1;
                if (lookup.Contains(candidate)) return start;
                if (dot >= 0)
                {
                    rule[0] = '*';
                    candidate[dot..].CopyTo(rule[1..]);
                    if (lookup.Contains(rule[..(candidate.Length - dot + 1)])) return start;
                }
            }
            if (dot < 0) return start;
            start += dot + 1;
        }
    }

    static bool IsAddress(ReadOnlySpan<char> host) => !host.ContainsAnyExcept(s_address);
}
