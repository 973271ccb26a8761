using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Dedup.Index;

/// <summary>The file <c>index.json</c> of a folder with what earlier runs have seen; it is written last.</summary>
/// <param name="Version">Version of the layout.</param>
/// <param name="Stage">Stage that made it.</param>
/// <param name="Parameters">The options that keys depend on; only runs with the same can read it.</param>
/// <param name="Parts">Files in the order of keys: sorted records, each part an equal share of the keys' range.</param>
public sealed record DedupIndexDescription(int Version, string Stage, string Parameters, ImmutableArray<DedupIndexPart> Parts)
{
    /// <summary>Version of the layout that is written and read.</summary>
    public const int Layout = 1;

    /// <summary>Name of the file in the index's folder.</summary>
    public const string FileName = "index.json";

    /// <summary>Name of the artifacts that become parts.</summary>
    public const string Artifact = "index";

    /// <summary>Describes parts that a stage with these options has made.</summary>
    public static DedupIndexDescription Of(string stage, DedupOptions options, IEnumerable<DedupIndexPart> parts)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new(Layout, stage, options.IndexParameters, [.. parts]);
    }

    /// <summary>Reads the description of the index in a folder.</summary>
    /// <exception cref="ConfigException">There is none, or not one that can be read.</exception>
    public static DedupIndexDescription Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new ConfigException($"index: {path} does not exist; 'curate dedup-index' makes it of a run with writeIndex");
        DedupIndexDescription? found;
        try { found = JsonSerializer.Deserialize<DedupIndexDescription>(File.ReadAllBytes(path), StrictJson.Options); }
        catch (JsonException error) { throw new ConfigException($"index: {path} is no index ({error.Message})", error); }
        return found is { Version: Layout, Parts.IsDefaultOrEmpty: false } ? found
            : throw new ConfigException($"index: {path} has version {found?.Version}, expected {Layout}; make it again with this version");
    }

    /// <summary>The file's bytes.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StrictJson.Options);
}

/// <summary>A file of an index.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Digest">XxHash128 of its bytes, hexadecimal.</param>
public sealed record DedupIndexPart(string Name, long Bytes, string Digest);
