namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>A record that an index names.</summary>
internal sealed record IndexEntry
{
    public string Url { get; init; } = "";

    /// <summary>WARC file, relative to the root.</summary>
    public string Filename { get; init; } = "";

    public long Offset { get; init; } = -1;

    public long Length { get; init; } = -1;

    public int Status { get; init; }

    /// <summary>Detected media type if the index has it, else the declared one.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Languages as Common Crawl detects them: ISO 639-3, the first one first.</summary>
    public string Languages { get; init; } = "";

    /// <summary>Where behind this entry the index is read on; -1 if it cannot be.</summary>
    public long Next { get; init; } = -1;

    /// <summary>What is wrong in place of an entry; null if nothing.</summary>
    public string? Problem { get; init; }
}
