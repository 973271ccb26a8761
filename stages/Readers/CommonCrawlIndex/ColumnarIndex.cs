using System.Collections.Immutable;
using System.Globalization;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Parquet;

namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>Entries of Common Crawl's columnar index (Parquet, <c>cc-index/table/cc-main/warc</c>).</summary>
internal static class ColumnarIndex
{
    static readonly ImmutableArray<string> s_columns = ["warc_filename", "warc_record_offset", "warc_record_length", "fetch_status", "content_mime_detected", "content_languages"];

    public static IEnumerable<IndexEntry> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        var reader = new ParquetReader(new() { Id = "", Text = "url", Title = "", Url = "", Date = "", Language = "", License = "", Metadata = s_columns });
        foreach (var item in reader.Read(input, cancellationToken))
        {
            if (item is ReadItem.Failed failed) yield return new() { Problem = failed.Detail, Next = item.Next };
            if (item is not ReadItem.Found { Document: var row }) continue;
            string Value(string column) => row.Metadata.GetValueOrDefault(column) ?? "";
            long Number(string column) => long.TryParse(Value(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            yield return new()
            {
                Url = row.Text,
                Filename = Value("warc_filename"),
                Offset = Number("warc_record_offset"),
                Length = Number("warc_record_length"),
                Status = (int)Math.Max(0, Number("fetch_status")),
                MediaType = Value("content_mime_detected"),
                Languages = Value("content_languages"),
                Next = item.Next,
            };
        }
    }
}
