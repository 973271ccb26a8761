using System.Text.RegularExpressions;

namespace Curation.Stages.Extraction.Html;

/// <summary>Licences by the URLs that pages link to.</summary>
static partial class LicenseLinks
{
    /// <summary>The SPDX id of a licence's URL where one is known, else the URL.</summary>
    public static string? Name(string? url) => url is null ? null : Deed(url) ?? url;

    /// <summary>The SPDX id of a Creative Commons deed's URL.</summary>
    public static string? Deed(string url)
    {
        var match = DeedUrl().Match(url);
        if (!match.Success) return null;
        var (kind, version) = (match.Groups[1].Value.ToLowerInvariant(), match.Groups[2].Value);
        return kind switch
        {
            "zero" => $"CC0-{version}",
            "mark" => null,
            _ => $"CC-{kind.ToUpperInvariant()}-{version}",
        };
    }

    [GeneratedRegex(@"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)/(\d\.\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeedUrl();
}
