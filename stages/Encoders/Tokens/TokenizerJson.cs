using System.Text.Json;

namespace Curation.Encoders.Tokens;

/// <summary>Members of tokenizer.json, as strict as the kinds of tokenizers need.</summary>
static class TokenizerJson
{
    /// <summary>A member; undefined if it is not there or null.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>A member's text; null if it is not there.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member that is true or false; null if it is not there.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetBoolean() : null;

    /// <summary>The parts of a sequence of normalizers or the like, or the one that stands alone.</summary>
    public static IEnumerable<JsonElement> Parts(this JsonElement element, string name) => element.ValueKind == JsonValueKind.Undefined ? []
        : element.Text("type") == "Sequence" ? element.GetProperty(name).EnumerateArray() : [element];

    /// <exception cref="InvalidDataException">The member has another value.</exception>
    public static void Expect(this JsonElement element, string name, string expected)
    {
        var found = element.Text(name) ?? "nothing";
        if (found != expected) throw new InvalidDataException($"{found} where {expected} is read");
    }

    /// <exception cref="InvalidDataException">The member is true.</exception>
    public static void Refuse(this JsonElement element, string name)
    {
        if (element.Flag(name) == true) throw new InvalidDataException($"{name}, which is not known here");
    }
}
