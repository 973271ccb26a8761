using System.Text.Json;
using System.Text.Json.Serialization;
using Curation.Core.Errors;

namespace Curation.Core.Contracts;

/// <summary>JSON as run files use it: comments allowed; unknown, duplicate, missing or mistyped members are errors with the nearest name.</summary>
public static class StrictJson
{
    /// <summary>The settings: camel case, enums as kebab-case strings, strict.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads an object of <paramref name="type"/>; null gives a default one.</summary>
    /// <param name="json">The element, or null.</param>
    /// <param name="type">A record with a parameterless constructor.</param>
    /// <param name="where">Where it stands, for messages.</param>
    /// <exception cref="ConfigException">The element does not fit the type.</exception>
    public static object Read(JsonElement? json, Type type, string where)
    {
        if (json is not { ValueKind: not JsonValueKind.Undefined } element) return Activator.CreateInstance(type)!;
        try
        {
            return element.Deserialize(type, Options) ?? throw new ConfigException($"{where}: expected an object, found null");
        }
        catch (JsonException error)
        {
            throw new ConfigException($"{where}: {JsonErrors.Explain(error, element, type)}", error);
        }
    }
}
