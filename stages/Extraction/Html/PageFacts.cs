using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Stages.Markup.Html;

namespace Curation.Stages.Extraction.Html;

/// <summary>What a page says of itself outside its text.</summary>
/// <param name="Title">Title: of the page's sharing data, else <c>title</c>, else its first <c>h1</c>.</param>
/// <param name="Date">Date of publication, else of the last change.</param>
/// <param name="License">SPDX id or URL of the licence that the page links to.</param>
/// <param name="JsonLd">JSON-LD blocks as written.</param>
/// <param name="Metadata">Author, declared language, canonical URL, description.</param>
/// <param name="Questions">Questions with answers that microdata mark.</param>
/// <param name="Definitions">Entries of definition lists.</param>
/// <param name="Body">Text of the page that its structured data hold.</param>
sealed record PageFacts(
    string? Title, DateTimeOffset? Date, string? License, ImmutableArray<string> JsonLd, ImmutableSortedDictionary<string, string> Metadata,
    ImmutableArray<QuestionAnswer> Questions, ImmutableArray<Definition> Definitions, string? Body)
{
    /// <summary>Reads the facts of a page in one pass over its tree.</summary>
    public static PageFacts Read(ReadOnlySpan<byte> page, HtmlTree tree, string? url)
    {
        var found = FactReader.Read(page, tree);
        var data = StructuredData.Read(found.JsonLd);
        var metadata = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        Add("author", found.Meta("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author") is { } author && !author.Contains("://", StringComparison.Ordinal)
            ? author
            : data.Author ?? found.Author);
        Add("declared_language", found.Language ?? found.Meta("content-language", "og:locale", "dc.language"));
        Add("canonical_url", found.Canonical ?? found.Meta("og:url"));
        Add("description", found.Meta("description", "og:description", "twitter:description"));
        return new(
            found.Meta("og:title", "twitter:title") ?? found.Title ?? data.Headline ?? found.Heading,
            PageDate.Choose(found, data, url),
            found.License ?? found.CreativeCommons,
            [.. found.JsonLd],
            metadata.ToImmutable(),
            [.. found.Questions],
            [.. found.Definitions],
            data.Body);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value)) metadata[name] = value.Trim();
        }
    }
}
