using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>Options of the reader <c>crawl-index</c>.</summary>
public sealed record CrawlIndexReaderOptions : IOptions
{
    /// <summary>Where the WARC files lie that the index names: a folder or the beginning of a URL, such as <c>s3://commoncrawl/</c>.</summary>
    public string Root { get; init; } = "https://data.commoncrawl.org/";

    /// <summary>Hosts and domains whose records are read, with all below them: <c>example.org</c> reads <c>www.example.org</c> too. Empty reads all.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>Beginnings of URLs that are read; empty reads all.</summary>
    public ImmutableArray<string> UrlPrefixes { get; init; } = [];

    /// <summary>Media types that are read, the detected one if the index has it, such as <c>application/pdf</c>; empty reads all.</summary>
    public ImmutableArray<string> MediaTypes { get; init; } = [];

    /// <summary>Languages that are read, ISO 639-3 as Common Crawl writes them (<c>eng</c>): records whose first language is listed. Empty reads all.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>HTTP status codes that are read; empty reads all.</summary>
    public ImmutableArray<int> Statuses { get; init; } = [200];

    /// <summary>What happens where a WARC file is missing: <c>fail</c> fails the task, <c>skip</c> counts the record and goes on.</summary>
    public OnMissing OnMissing { get; init; } = OnMissing.Fail;

    /// <summary>Records fetched at once, 1 to 256.</summary>
    public int Requests { get; init; } = 16;

    /// <summary>Most stored bytes of a record, 1 KiB to 1 GiB; larger ones fail as <c>failed.limit</c>.</summary>
    public int MaxRecordBytes { get; init; } = 32 << 20;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Root.Length > 0, nameof(Root), Root, "a folder or the beginning of a URL");
        errors.Require(Requests is >= 1 and <= 256, nameof(Requests), Requests, "1 to 256");
        errors.Require(MaxRecordBytes is >= 1 << 10 and <= 1 << 30, nameof(MaxRecordBytes), MaxRecordBytes, "1024 to 1073741824");
        foreach (var status in Statuses) errors.Require(status is >= 100 and <= 999, nameof(Statuses), status, "numbers from 100 to 999");
    }
}
