using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Curation.Core.Contracts;

namespace Curation.Cli.Running;

/// <summary>JSON Schema of option records, with their defaults and doc comments.</summary>
static class OptionSchema
{
    /// <summary>The schema of a whole file.</summary>
    public static JsonObject Of(Type type, string title)
    {
        var schema = Of(type).AsObject();
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = title;
        return schema;
    }

    /// <summary>The schema of a record.</summary>
    public static JsonNode Of(Type type) => StrictJson.Options.GetJsonSchemaAsNode(type, new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, node) =>
        {
            if (node is not JsonObject schema || context.PropertyInfo is not { } property) return node;
            if (property.AttributeProvider is System.Reflection.PropertyInfo info && XmlDocs.Summary(info) is { } summary)
                schema.Insert(0, "description", summary);
            if (Default(property) is { } value) schema["default"] = value;
            return schema;
        },
    });

    static JsonNode? Default(System.Text.Json.Serialization.Metadata.JsonPropertyInfo property)
    {
        if (property.IsRequired || property.Get is null || property.DeclaringType.GetConstructor(Type.EmptyTypes) is null) return null;
        var value = property.Get(Activator.CreateInstance(property.DeclaringType)!);
        return value is null or JsonElement ? null : JsonSerializer.SerializeToNode(value, property.PropertyType, StrictJson.Options);
    }
}
