using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Json;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>Makes a document of one JSON object, by the options' names. One instance reads many lines of one file.</summary>
internal sealed class JsonlMapping
{
    /// <summary>Seconds from 1970 back to the first year that a date can have.</summary>
    const double FirstSecond = -62_135_596_800;

    readonly JsonlReaderOptions _options;
    readonly HashSet<string> _placed;
    readonly JsonNames _names;
    readonly JsonName _id;
    readonly JsonName _text;
    readonly JsonName _title;
    readonly JsonName _url;
    readonly JsonName _date;
    readonly JsonName _language;
    readonly JsonName _license;
    readonly JsonName _source;
    readonly (string Name, JsonName Member)[] _metadata;

    public JsonlMapping(JsonlReaderOptions options)
    {
        _options = options;
        _placed = new(StringComparer.Ordinal) { options.Id, options.Text, options.Title, options.Url, options.Date, options.Language, options.License };
        if (options.Source is not null) _placed.Add(options.Source);
        var metadata = options.Metadata.IsDefaultOrEmpty ? [] : options.Metadata;
        _names = new() { KeepsMembers = metadata.Contains("*") };
        _id = _names.Add(options.Id);
        _text = _names.Add(options.Text);
        _title = _names.Add(options.Title);
        _url = _names.Add(options.Url);
        _date = _names.Add(options.Date);
        _language = _names.Add(options.Language);
        _license = _names.Add(options.License);
        _source = _names.Add(options.Source ?? "");
        _metadata = [.. metadata.Select(name => (name, _names.Add(name)))];
    }

    /// <summary>The document of a line in UTF-8, or what is wrong with it.</summary>
    public string? Map(ReadOnlySpan<byte> json, ReaderInput input, Provenance provenance, long position, out Document? document)
    {
        document = null;
        if (!_names.Read(json)) return JsonErrors.Explain(json);
        var text = _text.Find(json);
        if (text.Kind == JsonValueKind.Undefined) return $"expected a member '{_options.Text}' (option text), found none";
        if (text.Kind != JsonValueKind.String) return $"expected a string in member '{_options.Text}', found {JsonErrors.Kind(text.Kind)}";
        if (Text(json, text) is not { } value) return $"expected well-formed text in member '{_options.Text}', found half of a surrogate pair";
        var source = Text(json, _source) is { } named ? named : input.Source;
        var id = Text(json, _id);
        var metadata = Metadata(json);
        var date = Date(json, ref metadata);
        document = new Document
        {
            Id = id is null ? DocumentId.OfPosition(source, input.Name, position) : DocumentId.OfRecord(source, id),
            Text = value,
            Title = Text(json, _title),
            Source = source,
            Url = Text(json, _url),
            Date = date,
            Language = Text(json, _language),
            License = Text(json, _license),
            Metadata = metadata,
            Provenance = id is null ? provenance : provenance with { RecordId = id },
        };
        return null;
    }

    static string? Text(ReadOnlySpan<byte> json, JsonName name) => Text(json, name.Find(json));

    static string? Text(ReadOnlySpan<byte> json, JsonValue value) =>
        value.Kind is JsonValueKind.Undefined or JsonValueKind.Null ? null : JsonText.Read(value.In(json), value.IsEscaped);

    ImmutableSortedDictionary<string, string> Metadata(ReadOnlySpan<byte> json)
    {
        if (_metadata.Length == 0) return Document.EmptyMetadata;
        var builder = Document.EmptyMetadata.ToBuilder();
        foreach (var (name, asked) in _metadata)
        {
            if (name != "*")
            {
                if (Text(json, asked) is { } value) builder[name] = value;
                continue;
            }
            foreach (var (place, member) in _names.Members)
            {
                if (Text(json, place) is not { } kept || _placed.Contains(kept)) continue;
                // Of members with one name the last counts, if it is null, too.
                if (Text(json, member) is { } value) builder[kept] = value;
                else builder.Remove(kept);
            }
        }
        return builder.ToImmutable();
    }

    DateTimeOffset? Date(ReadOnlySpan<byte> json, ref ImmutableSortedDictionary<string, string> metadata)
    {
        var stated = _date.Find(json);
        if (stated.Kind == JsonValueKind.Number && double.TryParse(stated.In(json), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > FirstSecond and < 2e11)
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        if (Text(json, stated) is not { } text) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)) return date;
        metadata = metadata.SetItem(_options.Date, text);
        return null;
    }
}
