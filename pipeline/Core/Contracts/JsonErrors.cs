using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curation.Core.Contracts;

/// <summary>Words for what is wrong with a JSON object: the member, and the nearest valid name.</summary>
static class JsonErrors
{
    public static string Explain(JsonException error, JsonElement json, Type type) =>
        Unknown(json, type, "") ?? Clean(error);

    /// <summary>The first member that the type does not have, searched in depth.</summary>
    static string? Unknown(JsonElement json, Type type, string path)
    {
        if (json.ValueKind == JsonValueKind.Array && ElementType(type) is { } item)
            return json.EnumerateArray().Select((e, i) => Unknown(e, item, $"{path}[{i}]")).FirstOrDefault(e => e is not null);
        if (json.ValueKind != JsonValueKind.Object || !IsRecord(type)) return null;
        var members = type.GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0 && !p.IsDefined(typeof(JsonIgnoreAttribute), true))
            .ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name), p => p.PropertyType, StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (!members.TryGetValue(member.Name, out var memberType))
                return $"unknown member '{at}'; {Names.DidYouMean(member.Name, members.Keys)}";
            if (Unknown(member.Value, memberType, at) is { } found) return found;
        }
        return null;
    }

    static bool IsRecord(Type type) => type.IsClass && type != typeof(string) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;

    static Type? ElementType(Type type) => type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item] ? item : null;

    static string Clean(JsonException error)
    {
        var text = error.Message;
        var tail = text.IndexOf(" Path:", StringComparison.Ordinal);
        if (tail > 0) text = text[..tail];
        return error.Path is null or "$" ? text : $"member '{error.Path.TrimStart('$', '.')}': {text}";
    }
}
