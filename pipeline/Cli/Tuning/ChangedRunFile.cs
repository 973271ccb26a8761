using System.Text.Json;
using System.Text.Json.Nodes;
using Curation.Core.Errors;
using Curation.Core.Runs;

namespace Curation.Cli.Tuning;

/// <summary>Writes a run file with other thresholds of one stage, checked as any run file is.</summary>
static class ChangedRunFile
{
    static readonly JsonDocumentOptions s_read = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    static readonly JsonSerializerOptions s_write = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string source, string target, ResolvedRun run, ResolvedStage stage, IReadOnlyDictionary<string, double> changes)
    {
        var root = JsonNode.Parse(File.ReadAllText(source), null, s_read)!.AsObject();
        var config = Stages(root).Single(s => (string?)s["stage"] == stage.Name);
        var options = config["options"]?.AsObject() ?? [];
        foreach (var (option, value) in changes)
        {
            // A threshold that counts is written as a count: options of whole numbers read no fraction.
            if (value == Math.Truncate(value) && Math.Abs(value) < 1e15) options[option] = (long)value;
            else options[option] = value;
            foreach (var rule in stage.Entry.Description.Rules.Where(r => r.Option == option && r.SwitchOption is not null)) options[rule.SwitchOption!] = true;
        }
        config["options"] = options;
        stage.Entry.ReadOptions(JsonSerializer.SerializeToElement(options), $"stage {stage.Name}");
        try { File.WriteAllText(target, root.ToJsonString(s_write) + "\n"); }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { throw new ConfigException($"--write: {target} cannot be written: {error.Message}", error); }
    }

    static IEnumerable<JsonObject> Stages(JsonObject root) => new[] { root }.Concat(Inputs(root)).SelectMany(o => o["stages"]?.AsArray() ?? []).Select(s => s!.AsObject());

    static IEnumerable<JsonObject> Inputs(JsonObject root)
    {
        if (root["input"] is JsonObject input) yield return input;
        foreach (var item in root["inputs"]?.AsArray() ?? []) yield return item!.AsObject();
    }
}
