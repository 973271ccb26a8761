using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Storage;

namespace Curation.Core.Runs;

/// <summary>A run file as written: JSON with comments, read strictly.</summary>
public sealed record RunFile
{
    /// <summary>Newest version of the format that this program reads.</summary>
    public const int NewestVersion = 1;

    /// <summary>Version of the format.</summary>
    public int Version { get; init; } = NewestVersion;

    /// <summary>Name of the run, for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Parameters and their defaults (null: <c>--set</c> must give the value): <c>{{name}}</c> in any text of this file stands for the value.</summary>
    public ImmutableSortedDictionary<string, string?> Parameters { get; init; } = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>Seed of all randomness.</summary>
    public long Seed { get; init; }

    /// <summary>Shorthand for one input.</summary>
    public InputConfig? Input { get; init; }

    /// <summary>What is read, each with stages of its own.</summary>
    public ImmutableArray<InputConfig> Inputs { get; init; } = [];

    /// <summary>Stages that all inputs share, in order.</summary>
    public ImmutableArray<StageConfig> Stages { get; init; } = [];

    /// <summary>Where results go, and their shape.</summary>
    public required OutputConfig Output { get; init; }

    /// <summary>How work is cut into tasks.</summary>
    public TaskConfig Tasks { get; init; } = new();

    /// <summary>How remote storages are reached; decides no result.</summary>
    public StorageOptions Storage { get; init; } = new();

    /// <summary>How <c>curate submit</c> uses a cluster; decides no result.</summary>
    public ClusterConfig Cluster { get; init; } = new();
}

/// <summary>One input of a run.</summary>
public sealed record InputConfig
{
    /// <summary>Name, unique among the inputs.</summary>
    public string Name { get; init; } = "input";

    /// <summary>Kind of source written into documents: crawl, pdf, wikipedia, stackexchange, reddit, github, …</summary>
    public string Source { get; init; } = "crawl";

    /// <summary>Name of the reader.</summary>
    public required string Reader { get; init; }

    /// <summary>Options of the reader.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>Files, folders and patterns with <c>*</c>, <c>**</c>, <c>?</c>; local or on any storage.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>Set where <see cref="Paths"/> are listings that name the files, one path a line (<c>warc.paths.gz</c>).</summary>
    public ListingConfig? Listing { get; init; }

    /// <summary>What happens if a listed file is not there: its task fails, or it is counted as <c>failed.missing</c> and the run goes on.</summary>
    public OnMissing OnMissing { get; init; } = OnMissing.Fail;

    /// <summary>Stages for this input alone, before the shared ones.</summary>
    public ImmutableArray<StageConfig> Stages { get; init; } = [];
}

/// <summary>How listings are read.</summary>
public sealed record ListingConfig
{
    /// <summary>What stands before the listed paths, such as <c>s3://commoncrawl/</c>.</summary>
    public string Root { get; init; } = "";

    /// <summary>Takes every n-th path only; 1 takes all.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Takes so many paths at most; 0 takes all.</summary>
    public int First { get; init; }
}

/// <summary>What happens if a listed file is not there.</summary>
public enum OnMissing
{
    /// <summary>The task that reads it fails.</summary>
    Fail,

    /// <summary>It is counted as <c>failed.missing</c>.</summary>
    Skip,
}

/// <summary>One stage of a run.</summary>
public sealed record StageConfig
{
    /// <summary>Name in the catalog.</summary>
    public required string Stage { get; init; }

    /// <summary>Options; what is not given has its default.</summary>
    public JsonElement? Options { get; init; }
}

/// <summary>Where results go.</summary>
public sealed record OutputConfig
{
    /// <summary>Folder of the run, local or on a storage.</summary>
    public required string Directory { get; init; }

    /// <summary>Target bytes of a published shard.</summary>
    public long ShardBytes { get; init; } = 512L << 20;

    /// <summary>Compression level of zstd, 1 to 22.</summary>
    public int ZstdLevel { get; init; } = 3;

    /// <summary>Whether published documents are in a seeded random order; else in the input's order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How many UTF-16 units of a dropped document's text are kept: 0 for none, -1 for all.</summary>
    public int DroppedText { get; init; } = 500;

    /// <summary>Token counter: <c>estimate</c>, or a tokenizer's name for exact counts.</summary>
    public string Tokens { get; init; } = "estimate";
}

/// <summary>How work is cut into tasks.</summary>
public sealed record TaskConfig
{
    /// <summary>Stored bytes of input that a task aims at: small files are packed together, large ones split where the format allows.</summary>
    public long Bytes { get; init; } = 256L << 20;

    /// <summary>Items after which a part of a task's output is closed and a checkpoint made.</summary>
    public int PartRecords { get; init; } = 50_000;

    /// <summary>Bytes of records as stored (or UTF-16 units of text, where records have no length) after which a part is closed, if it is not full before.</summary>
    public long PartBytes { get; init; } = 128L << 20;

    /// <summary>Attempts at a task before it is listed as failed.</summary>
    public int Attempts { get; init; } = 3;
}
