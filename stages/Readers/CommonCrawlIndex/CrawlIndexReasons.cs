using Curation.Core.Documents;

namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>Why lines of an index are no documents.</summary>
internal static class CrawlIndexReasons
{
    public static readonly Reason NotChosen = new("crawl-index.not-chosen", "The record does not fit the options that choose records.");
    public static readonly Reason Missing = new("crawl-index.missing", "The WARC file that the index names is missing.");

    public static readonly Reason[] All = [NotChosen, Missing, .. Warc.WarcReasons.All];
}
