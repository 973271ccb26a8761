using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Markup.Markdown;
using Curation.Stages.Readers.Archives;

namespace Curation.Stages.Readers.Wikipedia;

/// <summary>Makes documents of the lines of an Enterprise dump.</summary>
internal sealed class EnterprisePages
{
    static readonly string[] s_dropped =
    [
        "reference", "references", "reflist", "mw-references-wrap", "mw-editsection", "navbox", "navbox-styles", "vertical-navbox", "sidebar", "metadata", "ambox", "hatnote", "noprint", "toc", "catlinks", "thumb", "gallery", "mw-empty-elt",
        "sistersitebox", "portal", "portalbox", "mwe-math-mathml-inline", "mwe-math-mathml-display", "mwe-math-mathml-a11y", "mw-kartographer-container", "shortdescription", "noexcerpt", "geo-nondefault", "error",
    ];

    readonly ReaderInput _input;
    readonly WikipediaHtmlReaderOptions _options;
    readonly HtmlMarkdown _markdown;
    readonly HashSet<string> _sections;
    readonly HashSet<int> _namespaces;

    public EnterprisePages(WikipediaHtmlReaderOptions options, ReaderInput input)
    {
        (_options, _input) = (options, input);
        _markdown = new HtmlMarkdown(new() { DroppedClasses = (options.Infoboxes ? s_dropped : [.. s_dropped, "infobox", "infobox_v2", "infobox_v3"]).ToHashSet(StringComparer.Ordinal) });
        _sections = (options.DroppedSections ?? SectionTitles.Apparatus).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _namespaces = [.. options.Namespaces];
    }

    /// <summary>The items of one file's lines.</summary>
    public IEnumerable<ReadItem> Read(string name, DecodedInput content)
    {
        for (var number = 1L; ;)
        {
            var end = content.Window.IndexOf((byte)'\n');
            if (end < 0 && content.Window.Length <= _options.MaxLineBytes && content.Fill()) continue;
            if (end < 0 && content.Damage is { } damage)
            {
                yield return Failed(FailureReasons.Record, damage);
                yield break;
            }
            if (end < 0 && content.Window.Length > _options.MaxLineBytes)
            {
                yield return Failed(FailureReasons.Limit, $"longer than {_options.MaxLineBytes} bytes (option maxLineBytes)");
                while (content.Window.IndexOf((byte)'\n') < 0)
                {
                    content.Advance(content.Window.Length);
                    if (!content.Fill()) yield break;
                }
                content.Advance(content.Window.IndexOf((byte)'\n') + 1);
                number++;
                continue;
            }
            var length = end < 0 ? content.Window.Length : end;
            if (length > 0)
            {
                var item = Item(content.Window[..length], out var error);
                yield return item ?? Failed(FailureReasons.Record, error!);
            }
            if (end < 0) yield break;
            content.Advance(length + 1);
            number++;

            ReadItem.Failed Failed(Reason reason, string what) => new(reason, new Provenance(_input.Name, -1, -1), $"{_input.Name}, {name}, line {number}: {what}");
        }
    }

    ReadItem? Item(ReadOnlySpan<byte> line, out string? error)
    {
        error = null;
        try
        {
            var reader = new Utf8JsonReader(line);
            using var json = JsonDocument.ParseValue(ref reader);
            var page = json.RootElement;
            var id = Text(page, "identifier");
            if (id.Length == 0) error = "expected a member 'identifier', found none";
            else if (Text(page, "article_body", "html").Length == 0) error = "expected a member 'article_body.html', found none";
            return error is null ? Page(page, id) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            error = $"expected a JSON object, found an error: {wrong.Message}";
            return null;
        }
    }

    ReadItem Page(JsonElement page, string id)
    {
        var wiki = Text(page, "is_part_of", "identifier") is { Length: > 0 } named ? named : "wiki";
        var provenance = new Provenance(_input.Name, -1, -1) { RecordId = $"{wiki}/{id}" };
        if (int.TryParse(Text(page, "namespace", "identifier"), CultureInfo.InvariantCulture, out var space) && !_namespaces.Contains(space)) return new ReadItem.Skipped(WikipediaReasons.Namespace, provenance);
        var text = MarkdownSections.Without(_markdown.Convert(Text(page, "article_body", "html")), _sections);
        if (text.Length == 0) return new ReadItem.Skipped(WikipediaReasons.Empty, provenance);
        return new ReadItem.Found(new Document
        {
            Id = DocumentId.OfRecord(_input.Source, provenance.RecordId!),
            Text = text,
            Title = Text(page, "name"),
            Source = _input.Source,
            Url = Text(page, "url") is { Length: > 0 } url ? url : null,
            Date = DateTimeOffset.TryParse(Text(page, "date_modified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null,
            Language = Text(page, "in_language", "identifier") is { Length: > 0 } language ? language : null,
            License = License(page),
            Provenance = provenance,
            Metadata = Metadata(page, id, wiki),
        });
    }

    static ImmutableSortedDictionary<string, string> Metadata(JsonElement page, string id, string wiki)
    {
        var metadata = Document.EmptyMetadata.ToBuilder();
        metadata["page_id"] = id;
        metadata["wiki"] = wiki;
        if (Text(page, "version", "identifier") is { Length: > 0 } revision) metadata["revision_id"] = revision;
        if (page.TryGetProperty("categories", out var categories) && categories.ValueKind == JsonValueKind.Array)
        {
            // A category's name carries its namespace.
            var names = categories.EnumerateArray().Select(c => Text(c, "name")).Where(n => n.Length > 0).Select(n => n[(n.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            metadata["categories"] = string.Join('|', names);
        }
        return metadata.ToImmutable();
    }

    static string? License(JsonElement page)
    {
        if (!page.TryGetProperty("license", out var licenses) || licenses.ValueKind != JsonValueKind.Array || licenses.GetArrayLength() == 0) return null;
        var identifier = Text(licenses[0], "identifier");
        return identifier.StartsWith("CC", StringComparison.Ordinal) ? identifier : Text(licenses[0], "url") is { Length: > 0 } url ? url : null;
    }

    static string Text(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return "";
        return json.ValueKind switch { JsonValueKind.String => json.GetString()!, JsonValueKind.Number => json.GetRawText(), _ => "" };
    }
}
