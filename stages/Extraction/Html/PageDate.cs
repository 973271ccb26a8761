using System.Globalization;
using System.Text.RegularExpressions;

namespace Curation.Stages.Extraction.Html;

/// <summary>A page's date: what it states of its publication, in the order of how reliable that is, then its URL, then its last change.</summary>
static partial class PageDate
{
    /// <summary>The date in UTC, null if none is stated.</summary>
    public static DateTimeOffset? Choose(FactReader facts, StructuredData data, string? url) =>
        Parse(facts.Meta("article:published_time", "og:published_time", "datepublished", "dcterms.created", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_date", "parsely-pub-date", "pubdate", "publishdate", "sailthru.date", "date", "dc.date", "dcterms.date"))
        ?? Parse(data.Published) ?? Parse(facts.Time) ?? OfUrl(url ?? facts.Canonical)
        ?? Parse(facts.Meta("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")) ?? Parse(data.Modified);

    static DateTimeOffset? Parse(string? text)
    {
        if (text is null || text.Length > 40) return null;
        var parsed = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            || (text.Length >= 10 && DateTimeOffset.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date));
        // The web is not older than this; and what states no year would be read as one of this year.
        return parsed && date.Year is >= 1990 and < 2100 && Year().IsMatch(text) ? date : null;
    }

    static DateTimeOffset? OfUrl(string? url) => url is not null && DatePath().Match(url) is { Success: true } match ? Parse($"{match.Groups[1].Value}-{match.Groups[2].Value}-{match.Groups[3].Value}") : null;

    [GeneratedRegex(@"(?:19|20)\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/-]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex DatePath();
}
