using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace Curation.Stages.Extraction.Html;

/// <summary>The licence that a page links to: <c>rel=license</c>, or a Creative Commons deed; an SPDX id where the URL tells one.</summary>
static partial class LicenseLinks
{
    public static string? Find(IHtmlDocument page)
    {
        var href = page.QuerySelector("a[rel~=license][href], link[rel~=license][href]")?.GetAttribute("href")
            ?? page.QuerySelector("a[href*='creativecommons.org/licenses/'], a[href*='creativecommons.org/publicdomain/']")?.GetAttribute("href");
        return string.IsNullOrWhiteSpace(href) ? null : Spdx(href.Trim()) ?? href.Trim();
    }

    static string? Spdx(string url)
    {
        var match = Deed().Match(url);
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
    private static partial Regex Deed();
}
