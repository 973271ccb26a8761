using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Core.Runs;

/// <summary>Reads run files; every message names the file and the member.</summary>
public static class RunFileReader
{
    /// <summary>Prepares, in the background, what reading a run file needs of its types: a fifth of a command's start.</summary>
    public static void Warm() => Task.Run(() => StrictJson.Options.GetTypeInfo(typeof(RunFile)));

    /// <summary>Reads a run file.</summary>
    /// <exception cref="ConfigException">It is missing, malformed, from a newer version, or has members that cannot be used.</exception>
    public static RunFile Load(string path)
    {
        byte[] bytes;
        try { bytes = File.ReadAllBytes(path); }
        catch (IOException error) { throw new ConfigException($"run file {path} cannot be read: {error.Message}", error); }
        catch (UnauthorizedAccessException error) { throw new ConfigException($"run file {path} cannot be read: {error.Message}", error); }
        return Parse(RunParameters.Apply(bytes, RunParameters.Given, path), path);
    }

    /// <summary>Reads the text of a run file.</summary>
    /// <param name="json">UTF-8 text.</param>
    /// <param name="where">The file's name, for messages.</param>
    /// <exception cref="ConfigException">It is malformed, from a newer version, or has members that cannot be used.</exception>
    public static RunFile Parse(ReadOnlyMemory<byte> json, string where)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException error)
        {
            throw new ConfigException($"{where}, line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} of it: not JSON: {error.Message}", error);
        }
        using (document)
        {
            var root = document.RootElement.Clone();
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var version)
                && version.TryGetInt32(out var number) && number > RunFile.NewestVersion)
                throw new ConfigException($"{where}: version {number} of the run file format is newer than this program, which reads up to {RunFile.NewestVersion}; update curate");
            return Check((RunFile)StrictJson.Read(root, typeof(RunFile), where), where);
        }
    }

    static RunFile Check(RunFile run, string where)
    {
        var errors = new OptionErrors { Where = where };
        if (run.Input is not null && run.Inputs.Length > 0) errors.Add("give 'input' or 'inputs', not both");
        if (run.Input is null && run.Inputs.Length == 0) errors.Add("missing member 'inputs' (or 'input')");
        errors.Require(run.Version >= 1, nameof(run.Version), run.Version, "at least 1");
        errors.Require(run.Output.ShardBytes >= 1 << 16, "output.shardBytes", run.Output.ShardBytes, "at least 65536");
        errors.Require(run.Output.ZstdLevel is >= 1 and <= 22, "output.zstdLevel", run.Output.ZstdLevel, "1 to 22");
        errors.Require(run.Output.DroppedText >= -1, "output.droppedText", run.Output.DroppedText, "-1 or more");
        errors.Require(run.Tasks.Bytes >= 1, "tasks.bytes", run.Tasks.Bytes, "at least 1");
        errors.Require(run.Tasks.PartRecords >= 1, "tasks.partRecords", run.Tasks.PartRecords, "at least 1");
        errors.Require(run.Tasks.PartBytes >= 1, "tasks.partBytes", run.Tasks.PartBytes, "at least 1");
        errors.Require(run.Tasks.Attempts is >= 1 and <= 100, "tasks.attempts", run.Tasks.Attempts, "1 to 100");
        run.Storage.Validate(errors);
        run.Cluster.Validate(errors);
        var inputs = run.Input is null ? run.Inputs : [run.Input];
        foreach (var twice in inputs.GroupBy(i => i.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            errors.Add($"inputs: the name '{twice.Key}' stands {twice.Count()} times; names must differ");
        foreach (var input in inputs.Where(i => i.Paths.IsDefaultOrEmpty))
            errors.Add($"inputs '{input.Name}': paths is empty; name at least one file or pattern");
        if (errors.Messages.Count > 0) throw new ConfigException(string.Join("\n", errors.Messages));
        return run with { Input = null, Inputs = inputs };
    }
}
