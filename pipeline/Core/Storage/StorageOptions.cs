using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Core.Storage;

/// <summary>How storages are reached; no part of a run's id, since it decides no result. Credentials come by the SDK's chain, never from here.</summary>
public sealed record StorageOptions : S3Access
{
    /// <summary>What differs for single buckets, by name: each replaces all of the members above for its bucket.</summary>
    public ImmutableDictionary<string, S3Access> Buckets { get; init; } = ImmutableDictionary<string, S3Access>.Empty;

    /// <summary>Attempts at a request after the first, with growing, jittered pauses.</summary>
    public int Retries { get; init; } = 8;

    /// <summary>Seconds without a byte after which a connection is given up and opened anew.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>Bytes of one ranged read of a remote object.</summary>
    public int ChunkBytes { get; init; } = 1 << 20;

    /// <summary>Ranged reads under way at a time ahead of a reader: it holds up to this many chunks, and the one it reads, in memory.</summary>
    public int ReadAhead { get; init; } = 4;

    /// <summary>Bytes of a part of a multipart upload; smaller files are stored by one request. Raised for files of more than 10,000 parts.</summary>
    public int PartBytes { get; init; } = 16 << 20;

    /// <summary>Parts that are uploaded at a time.</summary>
    public int ParallelParts { get; init; } = 4;

    /// <summary>Reports every member whose value cannot be used.</summary>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Retries is >= 0 and <= 100, "storage.retries", Retries, "0 to 100");
        errors.Require(TimeoutSeconds is >= 1 and <= 3600, "storage.timeoutSeconds", TimeoutSeconds, "1 to 3600");
        errors.Require(ChunkBytes is >= 64 << 10 and <= 64 << 20, "storage.chunkBytes", ChunkBytes, "65536 to 67108864");
        errors.Require(ReadAhead is >= 1 and <= 64, "storage.readAhead", ReadAhead, "1 to 64");
        errors.Require(PartBytes is >= 5 << 20 and <= 1 << 30, "storage.partBytes", PartBytes, "5242880 to 1073741824, which S3 allows");
        errors.Require(ParallelParts is >= 1 and <= 64, "storage.parallelParts", ParallelParts, "1 to 64");
        foreach (var (where, access) in Buckets.Select(b => ($"storage.buckets.{b.Key}.endpoint", b.Value)).Prepend(("storage.endpoint", this)))
            errors.Require(access.Endpoint is null || (Uri.TryCreate(access.Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"), where, access.Endpoint, "a URL such as https://s3.example.org");
    }
}
