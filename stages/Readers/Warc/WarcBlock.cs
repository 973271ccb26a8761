namespace Curation.Stages.Readers.Warc;

/// <summary>What a record's header says, the same for WARC and ARC.</summary>
internal sealed record WarcBlock
{
    /// <summary>WARC-Type, lower case.</summary>
    public required string Type { get; init; }

    /// <summary>The URL without angle brackets.</summary>
    public string? Url { get; init; }

    /// <summary>WARC-Record-ID.</summary>
    public string? RecordId { get; init; }

    /// <summary>The capture's time.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Content-Type of the block.</summary>
    public string? ContentType { get; init; }

    /// <summary>WARC-Identified-Payload-Type.</summary>
    public string? Identified { get; init; }

    /// <summary>WARC-Truncated.</summary>
    public string? Truncated { get; init; }

    /// <summary>WARC-Payload-Digest.</summary>
    public string? PayloadDigest { get; init; }

    /// <summary>WARC-Block-Digest.</summary>
    public string? BlockDigest { get; init; }
}
