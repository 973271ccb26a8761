using System.Text.Json;
using Curation.Core.Errors;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>An object of a JSON file: one a line, or a list of them.</summary>
sealed class JsonEvalRow(JsonElement json) : IEvalRow
{
    public IEnumerable<string> Names => json.EnumerateObject().Select(p => p.Name);

    public static IEnumerable<IEvalRow> Read(Stream stream, bool isArray)
    {
        using var reader = new StreamReader(stream);
        if (isArray)
        {
            var whole = reader.ReadToEnd();
            if (whole.AsSpan().TrimStart().StartsWith("["))
            {
                using var list = JsonDocument.Parse(whole);
                foreach (var item in list.RootElement.EnumerateArray()) yield return Of(item);
                yield break;
            }
            using var lines = new StringReader(whole);
            foreach (var row in Lines(lines)) yield return row;
            yield break;
        }
        foreach (var row in Lines(reader)) yield return row;
    }

    public IReadOnlyList<string>? Find(string name) => Find(json, name) is not { } found ? null
        : found.ValueKind == JsonValueKind.Array ? [.. found.EnumerateArray().Select(Text)]
        : found.ValueKind == JsonValueKind.Null ? [] : [Text(found)];

    static IEnumerable<IEvalRow> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            using var item = JsonDocument.Parse(line);
            yield return Of(item.RootElement);
        }
    }

    static JsonEvalRow Of(JsonElement json) => json.ValueKind == JsonValueKind.Object ? new(json) : throw new InputException($"expected an object, found {json.ValueKind}");

    static JsonElement? Find(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object) return null;
        if (json.TryGetProperty(name, out var direct)) return direct;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && json.TryGetProperty(name[..dot], out var inner) ? Find(inner, name[(dot + 1)..]) : null;
    }

    static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(p => Text(p.Value))),
        _ => value.GetRawText(),
    };
}
