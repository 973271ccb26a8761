using System.Collections.Immutable;
using System.Globalization;
using AngleSharp.Html.Dom;

namespace Curation.Stages.Extraction.Html;

/// <summary>What a page says of itself outside its text.</summary>
sealed record PageFacts(string? Title, DateTimeOffset? Date, string? License, ImmutableArray<string> JsonLd, ImmutableSortedDictionary<string, string> Metadata)
{
    public static PageFacts Read(IHtmlDocument page)
    {
        var metas = page.QuerySelectorAll("meta[content]")
            .Select(m => (Name: m.GetAttribute("property") ?? m.GetAttribute("name") ?? m.GetAttribute("itemprop"), Content: m.GetAttribute("content")?.Trim()))
            .Where(m => m.Name is not null && !string.IsNullOrEmpty(m.Content))
            .GroupBy(m => m.Name!.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Content!, StringComparer.Ordinal);
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Add("author", First(metas, "author", "article:author", "dc.creator"));
        Add("declared_language", page.DocumentElement?.GetAttribute("lang"));
        Add("canonical_url", page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"));
        Add("description", First(metas, "description", "og:description"));
        var title = First(metas, "og:title") ?? Fold(page.Title) ?? Fold(page.QuerySelector("h1")?.TextContent);
        return new(title, ParseDate(First(metas, "article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "article:modified_time")),
            LicenseLinks.Find(page),
            [.. page.QuerySelectorAll("script[type='application/ld+json']").Select(s => s.TextContent.Trim()).Where(t => t.Length > 0)],
            metadata.ToImmutable());

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) metadata[name] = value.Trim();
        }
    }

    static string? First(Dictionary<string, string> metas, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (metas.TryGetValue(name, out var content)) return content;
        return null;
    }

    static string? Fold(string? text) => string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static DateTimeOffset? ParseDate(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
}
