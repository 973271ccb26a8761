using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>The listings of a run's inputs, frozen when it was submitted: nodes take them in place of listing again, and all see the same files.</summary>
/// <param name="RunId">The run that they belong to.</param>
/// <param name="Program">Version of the program that froze them.</param>
/// <param name="Inputs">Files of each input.</param>
public sealed record FrozenInputs(string RunId, string Program, ImmutableArray<ImmutableArray<InputFile>> Inputs)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };

    /// <summary>Version of this program, with the commit that it was built from.</summary>
    public static string ThisProgram { get; } = typeof(FrozenInputs).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Stores a run's listings in its folder, in place of those that another version of the program froze.</summary>
    /// <returns>Where they lie.</returns>
    public static async Task<string> StoreAsync(ResolvedRun run, IStorage storage, CancellationToken cancellationToken)
    {
        var path = PathOf(run);
        var frozen = new FrozenInputs(run.RunId, ThisProgram, [.. run.Inputs.Select(i => i.Files)]);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(frozen, s_json);
        if (await storage.PutIfAbsentAsync(path, bytes, cancellationToken).ConfigureAwait(false)) return path;
        if (await storage.ReadAllAsync(path, cancellationToken).ConfigureAwait(false) is { } before && before.AsSpan().SequenceEqual(bytes)) return path;
        // The same run by an older program, or a damaged listing: nodes are told to have the version that submits.
        await storage.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        await storage.PutIfAbsentAsync(path, bytes, cancellationToken).ConfigureAwait(false);
        return path;
    }

    /// <summary>Where a run's listings lie.</summary>
    public static string PathOf(ResolvedRun run) => $"{run.File.Output.Directory.TrimEnd('/')}/inputs/{run.RunId}.json";

    /// <summary>Reads frozen listings.</summary>
    /// <exception cref="ConfigException">They are not there, or another version of the program froze them.</exception>
    public static async Task<FrozenInputs> LoadAsync(string path, IStorage storage, CancellationToken cancellationToken)
    {
        if (await storage.ReadAllAsync(path, cancellationToken).ConfigureAwait(false) is not { } bytes)
            throw new ConfigException($"{path} is not seen by {Environment.MachineName}; put the output folder on a disk that every node mounts, or on s3://, then submit again");
        FrozenInputs frozen;
        try { frozen = JsonSerializer.Deserialize<FrozenInputs>(bytes, s_json)!; }
        catch (JsonException error) { throw new ConfigException($"{path} is damaged ({error.Message}); delete it and submit again", error); }
        return frozen.Program == ThisProgram
            ? frozen
            : throw new ConfigException($"{Environment.MachineName} runs curate {ThisProgram}, the run was submitted by {frozen.Program}; install the same version on all nodes, then submit again");
    }
}
