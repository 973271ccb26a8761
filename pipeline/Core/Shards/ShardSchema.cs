using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Core.Shards;

/// <summary>Columns of a shard: the fixed ones and a typed column per signal, fixed by the run file.</summary>
/// <param name="Signals">Signal columns in order.</param>
/// <param name="WithQuestions">Whether the column <c>qa</c> is there: a stage makes it.</param>
/// <param name="WithPayload">Whether payloads are there, in pieces: only between an extractor and a batch stage that takes payloads.</param>
public sealed record ShardSchema(ImmutableArray<SignalDefinition> Signals, bool WithQuestions = false, bool WithPayload = false)
{
    /// <summary>Version of the layout; readers refuse a newer major one.</summary>
    public const string Version = "1.0";

    /// <summary>The fixed columns, in order.</summary>
    public static ImmutableArray<string> Columns { get; } =
    [
        "id", "text", "title", "source", "url", "host", "date", "language", "language_score", "license", "token_count",
        "char_count", "provenance", "signals", "metadata", "qa", "duplicates", "derived_from",
    ];
}

/// <summary>Facts about the run that made a shard, kept in the file's metadata.</summary>
/// <param name="RunId">Hash of the resolved config and the inputs' identities.</param>
/// <param name="ConfigHash">Hash of the resolved config.</param>
/// <param name="StageVersions">Stages and versions, such as <c>extract@1 language@1</c>.</param>
/// <param name="IcuVersion">ICU version, on which normalization and segmentation depend.</param>
public sealed record ShardOrigin(string RunId, string ConfigHash, string StageVersions, string IcuVersion);

/// <summary>A shard file that was written.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Rows">Documents.</param>
/// <param name="Bytes">Bytes as stored.</param>
/// <param name="Digest">XxHash128 of the bytes, hexadecimal.</param>
/// <param name="Characters">UTF-16 units of text.</param>
/// <param name="Tokens">Sum of <c>token_count</c>.</param>
public sealed record ShardFile(string Path, long Rows, long Bytes, string Digest, long Characters, long Tokens);
