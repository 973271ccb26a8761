using System.Text.Json;
using System.Text.Json.Nodes;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>Files that options name on <c>s3://</c>: fetched once, so that components open local files, while keys keep the names as written.</summary>
sealed class OptionFiles
{
    readonly Dictionary<string, string> _local;

    OptionFiles(Dictionary<string, string> local) => _local = local;

    public static OptionFiles None { get; } = new([]);

    /// <summary>Fetches what the options of a run name. A path that is no object (a folder, or an output) stays as it is.</summary>
    public static async Task<OptionFiles> StageAsync(RunFile file, IStorage storage, CancellationToken cancellationToken)
    {
        var options = file.Inputs.SelectMany(i => i.Stages.Select(s => s.Options).Prepend(i.Options)).Concat(file.Stages.Select(s => s.Options));
        var local = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in options.OfType<JsonElement>().SelectMany(Paths).Distinct(StringComparer.Ordinal))
        {
            if (await storage.StatAsync(path, cancellationToken).ConfigureAwait(false) is { } found)
                local.Add(path, await FetchAsync(found, storage, cancellationToken).ConfigureAwait(false));
        }
        return local.Count == 0 ? None : new(local);
    }

    /// <summary>Options with local paths in place of remote ones.</summary>
    public JsonElement? Local(JsonElement? options) =>
        _local.Count == 0 || options is not { } json ? options : JsonSerializer.SerializeToElement(Replace(JsonNode.Parse(json.GetRawText(), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })));

    /// <summary>Serialized options with the paths as written.</summary>
    public string Original(string json) => _local.Aggregate(json, (text, path) => text.Replace(Quoted(path.Value), Quoted(path.Key), StringComparison.Ordinal));

    static async Task<string> FetchAsync(StorageObject remote, IStorage storage, CancellationToken cancellationToken)
    {
        var cache = Path.Combine(Environment.GetEnvironmentVariable("CURATE_FILES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "curate", "files"),
            StepKey.Of(remote.Path, remote.Tag), Path.GetFileName(remote.Path));
        if (new FileInfo(cache) is { Exists: true } cached && cached.Length == remote.Size) return cache;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(cache)!);
            var temporary = $"{cache}.{Environment.ProcessId}";
            await using (var source = await storage.OpenReadAsync(remote.Path, cancellationToken: cancellationToken).ConfigureAwait(false))
            await using (var target = File.Create(temporary))
                await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
            File.Move(temporary, cache, overwrite: true);
            return cache;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException and not FileNotFoundException) { throw new OutputException(cache, error); }
    }

    static IEnumerable<string> Paths(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when json.GetString() is { } text && text.StartsWith("s3://", StringComparison.Ordinal) => [text],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Paths),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Paths(p.Value)),
        _ => [],
    };

    JsonNode? Replace(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (name, value) in json.ToArray()) json[name] = Replace(value?.DeepClone());
                return json;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++) items[i] = Replace(items[i]?.DeepClone());
                return items;
            case JsonValue value when value.TryGetValue<string>(out var text) && _local.TryGetValue(text, out var path):
                return JsonValue.Create(path);
            default:
                return node;
        }
    }

    static string Quoted(string text) => JsonSerializer.Serialize(text, StrictJson.Options);
}
