using System.Collections.Immutable;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Warc;

/// <summary>Options of the reader <c>warc</c>.</summary>
public sealed record WarcReaderOptions : IOptions
{
    /// <summary>What becomes of records that the crawler cut (WARC-Truncated): <c>keep</c>, or <c>drop</c>, which lists their URLs to fetch again.</summary>
    public TruncatedRecords Truncated { get; init; } = TruncatedRecords.Keep;

    /// <summary>HTTP status codes that are wanted; empty takes all.</summary>
    public ImmutableArray<int> Statuses { get; init; } = [200];

    /// <summary>Media types that are wanted, without parameters, such as <c>text/html</c>; empty takes all.</summary>
    public ImmutableArray<string> MediaTypes { get; init; } = [];

    /// <summary>Whether WARC-Block-Digest and WARC-Payload-Digest are checked; a record with a wrong one fails.</summary>
    public bool CheckDigests { get; init; }

    /// <summary>Most bytes of a record's block, 1 KiB to 1 GiB; larger records fail as <c>failed.limit</c> and are not held in memory. Common Crawl cuts at 5 MB; crawls that keep larger PDF files need more.</summary>
    public int MaxRecordBytes { get; init; } = 32 << 20;

    /// <summary>Most bytes of a payload after its content encoding is removed, 1 KiB to 1 GiB.</summary>
    public int MaxPayloadBytes { get; init; } = 64 << 20;

    /// <summary>Most decompressed bytes per compressed byte, of payloads above 1 MiB and of members above 64 MiB; 2 to 100,000.</summary>
    public double MaxRatio { get; init; } = 250;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        foreach (var status in Statuses) errors.Require(status is >= 100 and <= 999, nameof(Statuses), status, "numbers from 100 to 999");
        foreach (var type in MediaTypes) errors.Require(Http.MediaTypes.Essence(type) == type, nameof(MediaTypes), type, "types such as text/html, lower case, without parameters");
        errors.Require(MaxRecordBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxRecordBytes), MaxRecordBytes, "1024 to 1073741824");
        errors.Require(MaxPayloadBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxPayloadBytes), MaxPayloadBytes, "1024 to 1073741824");
        errors.Require(MaxRatio is >= 2 and <= 100_000, nameof(MaxRatio), MaxRatio, "2 to 100000");
    }
}

/// <summary>What becomes of records that the crawler cut.</summary>
public enum TruncatedRecords
{
    /// <summary>They are read; the cause stands in <see cref="Core.Documents.Provenance.Truncated"/>.</summary>
    Keep,

    /// <summary>They are skipped with their URL.</summary>
    Drop,
}
