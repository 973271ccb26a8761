using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Shards;

namespace Curation.Core.Runs;

/// <summary>What the tasks of a finished step left, in one object: later steps read it in place of a manifest a task. Made from manifests alone.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Key">Key of the step.</param>
/// <param name="Tasks">Outputs in the order of tasks.</param>
public sealed record StepIndex(string Step, string Key, ImmutableArray<TaskOutput> Tasks)
{
    static readonly JsonSerializerOptions s_json = new(StrictJson.Options) { WriteIndented = false };

    /// <summary>Its JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, s_json);

    /// <summary>Reads an index; null if it is not one of this step, or damaged: the manifests count then.</summary>
    public static StepIndex? Of(byte[] json, Step step, int tasks)
    {
        try { return JsonSerializer.Deserialize<StepIndex>(json, s_json) is { } index && index.Key == step.Key && index.Tasks.Length == tasks ? index : null; }
        catch (JsonException) { return null; }
    }
}

/// <summary>What a committed task left, without its statistics.</summary>
/// <param name="Input">Name of the input whose documents it holds; empty if of several.</param>
/// <param name="Kept">Files of kept documents, in the order of parts.</param>
/// <param name="Dropped">Files of dropped and failed documents, in the order of parts.</param>
/// <param name="Artifacts">Artifacts in order of names.</param>
public sealed record TaskOutput(string Input, ImmutableArray<ShardFile> Kept, ImmutableArray<ShardFile> Dropped, ImmutableArray<ArtifactFile> Artifacts)
{
    /// <summary>The output that a manifest describes.</summary>
    public static TaskOutput Of(TaskManifest manifest) => new(
        manifest.Input, [.. manifest.Parts.Select(p => p.Kept).OfType<ShardFile>()], [.. manifest.Parts.Select(p => p.Dropped).OfType<ShardFile>()], manifest.Artifacts);
}
