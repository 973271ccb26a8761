using System.Text.Json.Nodes;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Cli.Running;

/// <summary>Makes the JSON Schema of run files from the option records, their defaults and their doc comments.</summary>
static class RunFileSchema
{
    public static JsonObject Make(StageCatalog catalog)
    {
        var schema = OptionSchema.Of(typeof(RunFile)).AsObject();
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
                ["options"] = OptionSchema.Of(entry.OptionsType),
            },
            ["required"] = new JsonArray(member),
        })]),
    };
}
