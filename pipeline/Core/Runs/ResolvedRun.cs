using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;

namespace Curation.Core.Runs;

/// <summary>A run file with every name resolved, options typed and validated, and inputs listed.</summary>
/// <param name="File">The run file; its single input moved into the list.</param>
/// <param name="Inputs">Inputs in order.</param>
/// <param name="Stages">Shared stages in order.</param>
/// <param name="ConfigHash">Hash of what decides results: not of workers, folders or credentials.</param>
/// <param name="RunId">Hash of config and input identities.</param>
public sealed record ResolvedRun(
    RunFile File, ImmutableArray<ResolvedInput> Inputs, ImmutableArray<ResolvedStage> Stages, string ConfigHash, string RunId)
{
    /// <summary>Every stage of every input and the shared ones.</summary>
    public IEnumerable<ResolvedStage> AllStages => Inputs.SelectMany(i => i.Stages).Concat(Stages);
}

/// <summary>A stage with its options.</summary>
/// <param name="Entry">Its line of the catalog.</param>
/// <param name="Options">Its options, validated.</param>
/// <param name="Identity">Canonical text of name, version, options and digests of named files: part of step keys.</param>
public sealed record ResolvedStage(CatalogEntry Entry, IOptions Options, string Identity)
{
    /// <summary>Name in the catalog.</summary>
    public string Name => Entry.Description.Name;

    /// <summary>Signals that it records.</summary>
    public IEnumerable<SignalDefinition> Signals => Entry.Description.Signals.Concat(Entry.NamedSignals(Options));

    /// <summary>Which of the shapes it has.</summary>
    public StageShape Shape =>
        typeof(ICorpusStage).IsAssignableFrom(Entry.ComponentType) ? StageShape.Corpus
        : typeof(IBatchStage).IsAssignableFrom(Entry.ComponentType) ? StageShape.Batch
        : StageShape.Document;

    /// <summary>The options as JSON, defaults included.</summary>
    public JsonElement OptionsJson => JsonSerializer.SerializeToElement(Options, Entry.OptionsType, StrictJson.Options);
}

/// <summary>The three shapes of stages.</summary>
public enum StageShape
{
    /// <summary><see cref="IStage"/>.</summary>
    Document,

    /// <summary><see cref="IBatchStage"/>.</summary>
    Batch,

    /// <summary><see cref="ICorpusStage"/>.</summary>
    Corpus,
}

/// <summary>An input with its reader, stages and files.</summary>
/// <param name="Config">As written.</param>
/// <param name="Reader">The reader's line of the catalog.</param>
/// <param name="ReaderOptions">The reader's options.</param>
/// <param name="Identity">Canonical text of reader, options and source.</param>
/// <param name="Stages">Stages of this input alone.</param>
/// <param name="Files">Files in ordinal order of names.</param>
public sealed record ResolvedInput(
    InputConfig Config, CatalogEntry Reader, IOptions ReaderOptions, string Identity,
    ImmutableArray<ResolvedStage> Stages, ImmutableArray<InputFile> Files);

/// <summary>A file of an input.</summary>
/// <param name="Path">Where the storage opens it.</param>
/// <param name="Name">Path relative to the input's root: the same wherever the input lies.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Identity">Changes when the content does, and with nothing else.</param>
public sealed record InputFile(string Path, string Name, long Size, string Identity);
