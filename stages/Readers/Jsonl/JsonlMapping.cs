using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Stages.Readers.Jsonl;

/// <summary>Makes a document of one JSON object, by the options' names.</summary>
internal sealed class JsonlMapping(JsonlReaderOptions options)
{
    readonly HashSet<string> _placed = new(StringComparer.Ordinal)
    {
        options.Id, options.Text, options.Title, options.Url, options.Date, options.Language, options.License, options.Source ?? "",
    };

    readonly JsonName _id = new(options.Id);
    readonly JsonName _text = new(options.Text);
    readonly JsonName _title = new(options.Title);
    readonly JsonName _url = new(options.Url);
    readonly JsonName _date = new(options.Date);
    readonly JsonName _language = new(options.Language);
    readonly JsonName _license = new(options.License);
    readonly JsonName _source = new(options.Source ?? "");
    readonly (string Name, JsonName Member)[] _metadata = options.Metadata.IsDefaultOrEmpty ? [] : [.. options.Metadata.Select(n => (n, new JsonName(n)))];

    /// <summary>The document, or what is wrong with the object.</summary>
    public string? Map(JsonElement json, ReaderInput input, Provenance provenance, long position, out Document? document)
    {
        document = null;
        if (json.ValueKind != JsonValueKind.Object) return $"expected a JSON object, found {Kind(json)}";
        if (_text.Find(json) is not { } text) return $"expected a member '{options.Text}' (option text), found none";
        if (text.ValueKind != JsonValueKind.String) return $"expected a string in member '{options.Text}', found {Kind(text)}";
        if (!TryText(text, out var value)) return $"expected well-formed text in member '{options.Text}', found half of a surrogate pair";
        var source = Text(json, _source) is { } named ? named : input.Source;
        var id = Text(json, _id);
        var metadata = Metadata(json);
        var date = _date.Find(json) is { } stated ? Date(stated, ref metadata) : null;
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
            Provenance = provenance with { RecordId = id },
        };
        return null;
    }

    static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    static string? Text(JsonElement json, JsonName name) => name.Find(json) is { } found ? Text(found) : null;

    static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => TryText(value, out var text) ? text : null,
        _ => value.GetRawText(),
    };

    /// <summary>A JSON escape can make half a surrogate pair, which is no text.</summary>
    static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    ImmutableSortedDictionary<string, string> Metadata(JsonElement json)
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
            foreach (var member in json.EnumerateObject())
                if (!_placed.Contains(member.Name) && Text(member.Value) is { } value) builder[member.Name] = value;
        }
        return builder.ToImmutable();
    }

    DateTimeOffset? Date(JsonElement json, ref ImmutableSortedDictionary<string, string> metadata)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out var seconds) && Math.Abs(seconds) < 2e11)
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        if (Text(json) is not { } text) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)) return date;
        metadata = metadata.SetItem(options.Date, text);
        return null;
    }
}
