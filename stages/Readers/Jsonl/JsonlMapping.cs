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

    /// <summary>The document, or what is wrong with the object.</summary>
    public string? Map(JsonElement json, ReaderInput input, Provenance provenance, long position, out Document? document)
    {
        document = null;
        if (json.ValueKind != JsonValueKind.Object) return $"expected a JSON object, found {Kind(json)}";
        if (Find(json, options.Text) is not { } text) return $"expected a member '{options.Text}' (option text), found none";
        if (text.ValueKind != JsonValueKind.String) return $"expected a string in member '{options.Text}', found {Kind(text)}";
        if (!TryText(text, out var value)) return $"expected well-formed text in member '{options.Text}', found half of a surrogate pair";
        var source = options.Source is { } member && Text(json, member) is { } named ? named : input.Source;
        var id = Text(json, options.Id);
        var metadata = Metadata(json);
        var date = Find(json, options.Date) is { } stated ? Date(stated, ref metadata) : null;
        document = new Document
        {
            Id = id is null ? DocumentId.OfPosition(source, input.Name, position) : DocumentId.OfRecord(source, id),
            Text = value,
            Title = Text(json, options.Title),
            Source = source,
            Url = Text(json, options.Url),
            Date = date,
            Language = Text(json, options.Language),
            License = Text(json, options.License),
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

    static JsonElement? Find(JsonElement json, string name)
    {
        if (name.Length == 0) return null;
        if (json.TryGetProperty(name, out var direct)) return direct;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && json.TryGetProperty(name[..dot], out var inner) && inner.ValueKind == JsonValueKind.Object
            ? Find(inner, name[(dot + 1)..])
            : null;
    }

    static string? Text(JsonElement json, string name) => Find(json, name) is { } found ? Text(found) : null;

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
        if (options.Metadata.IsDefaultOrEmpty) return Document.EmptyMetadata;
        var builder = Document.EmptyMetadata.ToBuilder();
        foreach (var name in options.Metadata)
        {
            if (name != "*")
            {
                if (Text(json, name) is { } value) builder[name] = value;
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
