using System.Collections.Immutable;
using System.Globalization;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Markup.Wikitext;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Makes documents of pages.</summary>
internal sealed class PageDocuments(WikipediaReaderOptions options, SiteInfo site, ReaderInput input)
{
    readonly WikitextConverter _converter = new(
        new()
        {
            Infoboxes = options.Infoboxes,
            Tables = options.Tables,
            Captions = options.Captions,
            MarkdownHeadings = options.MarkdownHeadings,
            DroppedSections = (options.DroppedSections ?? SectionTitles.Apparatus).Select(t => t.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal),
            Templates = options.Templates,
        },
        site.Site);

    readonly HashSet<int> _namespaces = [.. options.Namespaces];

    /// <summary>The item of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="place">Where decoding begins to read it again.</param>
    public ReadItem Make(DumpPage page, long place)
    {
        var provenance = new Provenance(input.Name, place, -1) { RecordId = $"{site.Wiki}/{page.Id}" };
        if (!_namespaces.Contains(page.Namespace)) return Skip(WikipediaReasons.Namespace);
        if (page.IsRedirect || page.Text.AsSpan().TrimStart().StartsWith("#REDIRECT", StringComparison.OrdinalIgnoreCase)) return Skip(WikipediaReasons.Redirect);
        if (page.IsDeleted) return Skip(WikipediaReasons.Deleted);
        if (page.Model != "wikitext") return Skip(WikipediaReasons.Model);
        var text = _converter.Convert(page.Title, page.Text);
        if (text.IsDisambiguation && !options.Disambiguations) return Skip(WikipediaReasons.Disambiguation);
        if (text.Text.Length == 0) return Skip(WikipediaReasons.Empty);
        return new ReadItem.Found(new Document
        {
            Id = DocumentId.OfRecord(input.Source, provenance.RecordId!),
            Text = text.Text,
            Title = page.Title,
            Source = input.Source,
            Url = site.PageRoot is { } root ? root + Path(page.Title) : null,
            Date = DateTimeOffset.TryParse(page.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null,
            Language = site.Site.Language,
            License = options.License,
            Provenance = provenance,
            Structure = text.Headings.IsEmpty ? null : new Structure { Headings = text.Headings },
            Metadata = Metadata(page, text.Categories),
        });

        ReadItem.Skipped Skip(Reason reason) => new(reason, provenance);
    }

    ImmutableSortedDictionary<string, string> Metadata(DumpPage page, ImmutableArray<string> categories)
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        metadata["page_id"] = page.Id;
        metadata["revision_id"] = page.RevisionId;
        metadata["wiki"] = site.Wiki;
        if (page.Namespace != 0) metadata["namespace"] = page.Namespace.ToString(CultureInfo.InvariantCulture);
        if (!categories.IsEmpty) metadata["categories"] = string.Join('|', categories);
        return metadata.ToImmutable();
    }

    /// <summary>A title in a URL: blanks are underscores, and what MediaWiki leaves readable stays so.</summary>
    static string Path(string title) => Uri.EscapeDataString(title.Replace(' ', '_'))
        .Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal)
        .Replace("%28", "(", StringComparison.Ordinal).Replace("%29", ")", StringComparison.Ordinal).Replace("%21", "!", StringComparison.Ordinal);
}
