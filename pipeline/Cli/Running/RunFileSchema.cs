using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Cli.Running;

/// <summary>Makes the JSON Schema of run files from the option records, their defaults and their doc comments.</summary>
static class RunFileSchema
{
    public static JsonObject Make(StageCatalog catalog)
    {
        var schema = Of(typeof(RunFile)).AsObject();
        var stage = Choice("stage", catalog.Stages);
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = "curate run file";
        schema["$defs"] = new JsonObject { ["stage"] = stage, ["reader"] = Choice("reader", catalog.Readers) };
        var members = schema["properties"]!.AsObject();
        members["stages"] = Stages("Stages that all inputs share, in order.");
        foreach (var input in new[] { members["input"]!, members["inputs"]!["items"]! })
        {
            input["properties"]!["stages"] = Stages("Stages for this input alone, before the shared ones.");
            input["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/$defs/reader" });
        }
        return schema;
    }

    static JsonObject Stages(string description) => new()
    {
        ["description"] = description,
        ["type"] = "array",
        ["items"] = new JsonObject { ["$ref"] = "#/$defs/stage" },
    };

    /// <summary>One alternative per component: its name, and the options that go with it.</summary>
    static JsonObject Choice(string member, IReadOnlyDictionary<string, CatalogEntry> entries) => new()
    {
        ["oneOf"] = new JsonArray([.. entries.Values.Select(entry => (JsonNode)new JsonObject
        {
            ["description"] = entry.Description.Summary,
            ["properties"] = new JsonObject
            {
                [member] = new JsonObject { ["const"] = entry.Description.Name },
                ["options"] = Of(entry.OptionsType),
            },
            ["required"] = new JsonArray(member),
        })]),
    };

    static JsonNode Of(Type type) => StrictJson.Options.GetJsonSchemaAsNode(type, new()
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
