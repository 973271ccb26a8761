using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>Resolves a run file against the catalog; all that is wrong is reported at once, before the first byte is read.</summary>
public sealed class RunResolver(StageCatalog catalog, IStorage storage)
{
    OptionFiles _files = OptionFiles.None;

    /// <summary>Resolves names and options and lists the inputs.</summary>
    /// <exception cref="ConfigException">Something cannot be used; the message has a line for each.</exception>
    public Task<ResolvedRun> ResolveAsync(RunFile file, CancellationToken cancellationToken = default) => ResolveAsync(file, null, cancellationToken);

    /// <summary>Resolves names and options, with listings that were frozen when the run was submitted in place of new ones.</summary>
    /// <exception cref="ConfigException">Something cannot be used, or it is not the run that was submitted.</exception>
    public async Task<ResolvedRun> ResolveAsync(RunFile file, FrozenInputs? frozen, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        _files = await OptionFiles.StageAsync(file, storage, cancellationToken).ConfigureAwait(false);
        var shared = Stages(file.Stages, "stages", errors);
        var inputs = new List<ResolvedInput>();
        foreach (var (config, i) in file.Inputs.Select((c, i) => (c, i)))
        {
            var own = Stages(config.Stages, $"inputs[{i}].stages", errors);
            Try(errors, () => Reader(config, own, i), inputs.Add);
        }
        errors.AddRange(inputs.Where(i => i.Reader.Description.LeavesPayload && !i.Stages.Concat(shared).Any(s => s.Shape == StageShape.Document && s.Entry.Description.TakesPayload))
            .Select(i => $"input '{i.Config.Name}': the reader '{i.Config.Reader}' leaves records without text; add the stage 'extract'"));
        if (errors.Count > 0) throw new ConfigException(string.Join("\n", errors));
        var listed = ImmutableArray.CreateBuilder<ResolvedInput>();
        foreach (var (input, i) in inputs.Select((input, i) => (input, i)))
            listed.Add(input with { Files = frozen is null ? await InputListing.ListAsync(input.Config, storage, cancellationToken).ConfigureAwait(false) : i < frozen.Inputs.Length ? frozen.Inputs[i] : [] });
        var configHash = StepKey.Of(inputs.SelectMany(i => i.Stages.Select(s => s.Identity).Prepend(i.Identity)).Concat(shared.Select(s => s.Identity))
            .Append(Semantics(file)));
        var run = StepKey.Of(listed.SelectMany(i => i.Files.Select(f => $"{f.Name}\n{f.Identity}")).Prepend(configHash));
        if (frozen is not null && frozen.RunId != run)
            throw new ConfigException($"expected run {frozen.RunId}, found {run} on {Environment.MachineName}: the run file, a file that it names, or the program changed since the run was submitted; submit again");
        return new(file, listed.ToImmutable(), shared, configHash, run);
    }

    /// <summary>What of the run file itself decides results.</summary>
    static string Semantics(RunFile file) =>
        $"{file.Name}\n{file.Seed}\n{JsonSerializer.Serialize(file.Output with { Directory = "" }, StrictJson.Options)}\n{JsonSerializer.Serialize(file.Tasks with { Attempts = 1 }, StrictJson.Options)}";

    ResolvedInput Reader(InputConfig config, ImmutableArray<ResolvedStage> own, int ordinal)
    {
        var where = $"inputs[{ordinal}] reader '{config.Reader}'";
        if (!catalog.Readers.TryGetValue(config.Reader, out var entry))
            throw new ConfigException($"inputs[{ordinal}]: unknown reader '{config.Reader}'; {Names.DidYouMean(config.Reader, catalog.Readers.Keys)}");
        var options = entry.ReadOptions(_files.Local(config.Options), where);
        return new(config, entry, options, $"{Identity(entry, options)}\n{config.Name}\n{config.Source}", own, []);
    }

    ImmutableArray<ResolvedStage> Stages(ImmutableArray<StageConfig> configs, string where, List<string> errors)
    {
        var stages = ImmutableArray.CreateBuilder<ResolvedStage>();
        foreach (var (config, i) in configs.Select((c, i) => (c, i)))
        {
            Try(errors, () =>
            {
                if (!catalog.Stages.TryGetValue(config.Stage, out var entry))
                    throw new ConfigException($"{where}[{i}]: unknown stage '{config.Stage}'; {Names.DidYouMean(config.Stage, catalog.Stages.Keys)}");
                var options = entry.ReadOptions(_files.Local(config.Options), $"{where}[{i}] {config.Stage}");
                return new ResolvedStage(entry, options, Identity(entry, options));
            }, stages.Add);
        }
        return stages.ToImmutable();
    }

    /// <summary>Of a file that options name, its name and content count: the folder that it lies in decides nothing.</summary>
    string Identity(CatalogEntry entry, IOptions options)
    {
        var json = JsonSerializer.Serialize(entry.Semantics(options), entry.OptionsType, StrictJson.Options);
        var files = new List<string>();
        foreach (var path in entry.Files(options))
        {
            if (!File.Exists(path)) throw new ConfigException($"{entry.Description.Name}: file {path} does not exist");
            json = json.Replace(JsonSerializer.Serialize(path, StrictJson.Options), JsonSerializer.Serialize(Path.GetFileName(path), StrictJson.Options), StringComparison.Ordinal);
            files.Add($"{Path.GetFileName(path)} {Digest(path)}");
        }
        return $"{entry.Description.Name}@{entry.Description.Version}\n{_files.Original(json)}\n{string.Join('\n', files)}";
    }

    static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        var hash = new XxHash128();
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    static void Try<T>(List<string> errors, Func<T> make, Action<T> add)
    {
        try { add(make()); }
        catch (ConfigException error) { errors.Add(error.Message); }
    }
}
