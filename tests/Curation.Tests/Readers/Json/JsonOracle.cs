using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Jsonl;

namespace Curation.Tests.Readers.Json;

/// <summary>What the reader of JSON lines should make of a line, by <see cref="JsonDocument"/> and the pages of the options, without the reader's code.</summary>
static class JsonOracle
{
    static readonly UTF8Encoding s_strict = new(false, true);

    /// <summary>The line's document as text for comparing, or how the message on it begins.</summary>
    public static string Expected(byte[] line, JsonlReaderOptions options, string source, string file, long offset)
    {
        if (!IsUtf8(line)) return "expected UTF-8";
        using var parsed = Parse(line);
        if (parsed?.RootElement.ValueKind != JsonValueKind.Object) return "expected a JSON object";
        var root = parsed.RootElement;
        if (Find(root, options.Text) is not { } text) return $"expected a member '{options.Text}'";
        if (text.ValueKind != JsonValueKind.String) return $"expected a string in member '{options.Text}'";
        if (Value(text) is not { } value) return "expected well-formed text";
        var id = Text(options.Id);
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (options.Metadata.Contains("*"))
        {
            string[] placed = [options.Id, options.Text, options.Title, options.Url, options.Date, options.Language, options.License];
            foreach (var member in root.EnumerateObject())
            {
                if (Name(member) is not { } name || placed.Contains(name)) continue;
                metadata.Remove(name);
                if (Value(member.Value) is { } kept) metadata[name] = kept;
            }
        }
        var date = Date(Find(root, options.Date), options.Date, metadata);
        return Shown(id is null ? DocumentId.OfPosition(source, file, offset) : DocumentId.OfRecord(source, id), value, Text(options.Title), Text(options.Url), date, Text(options.Language), Text(options.License), metadata);

        string? Text(string name) => Find(root, name) is { } found ? Value(found) : null;
    }

    /// <summary>What the reader made of a line, in the same form.</summary>
    public static string Found(ReadItem item) => item switch
    {
        ReadItem.Found { Document: var d } => Shown(d.Id, d.Text, d.Title, d.Url, d.Date, d.Language, d.License, d.Metadata),
        ReadItem.Failed f when f.Reason == FailureReasons.Record => f.Detail[(f.Detail.IndexOf(": ", StringComparison.Ordinal) + 2)..],
        _ => item.ToString()!,
    };

    /// <summary>The parsed line; null if it is no JSON.</summary>
    public static JsonDocument? Parse(byte[] line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsUtf8(byte[] line)
    {
        try
        {
            return s_strict.GetCharCount(line) >= 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The text of a value: of a string what it says, null for half of a surrogate pair and for null, everything else as written.</summary>
    public static string? Value(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return value.ValueKind == JsonValueKind.Null ? null : value.GetRawText();
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's name; null if it has half of a surrogate pair.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The last member of a name; where there is none and the name has a dot, the member of a member.</summary>
    static JsonElement? Find(JsonElement root, string name)
    {
        var named = root.EnumerateObject().Where(m => Name(m) == name).Select(m => (JsonElement?)m.Value).LastOrDefault();
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (named is not null || dot <= 0) return named;
        var outer = root.EnumerateObject().Where(m => Name(m) == name[..dot]).Select(m => (JsonElement?)m.Value).LastOrDefault();
        return outer?.ValueKind == JsonValueKind.Object ? Find(outer.Value, name[(dot + 1)..]) : null;
    }

    static DateTimeOffset? Date(JsonElement? stated, string name, SortedDictionary<string, string> metadata)
    {
        if (stated is not { } date || Value(date) is not { } text) return null;
        if (date.ValueKind == JsonValueKind.Number && date.GetDouble() is > -62_135_596_800 and < 2e11 and var seconds) return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)) return parsed;
        metadata[name] = text;
        return null;
    }

    static string Shown(string id, string text, string? title, string? url, DateTimeOffset? date, string? language, string? license, IEnumerable<KeyValuePair<string, string>> metadata) =>
        string.Join('\u0001', [id, text, title, url, date?.ToString("O", CultureInfo.InvariantCulture), language, license, .. metadata.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}\u0002{m.Value}")]);
}
