using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Storage;

namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>
/// Chosen records of a crawl by its index: Common Crawl's columnar index (Parquet), CDXJ, zipnum blocks of it, or CDX. Records are
/// fetched by range, several at once, and come in the index's order.
/// </summary>
public sealed class CrawlIndexReader(CrawlIndexReaderOptions options, IStorage storage) : IReader, IComponent<CrawlIndexReader, CrawlIndexReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("crawl-index", 1, "Reads chosen records of a crawl by its index (columnar index in Parquet, CDXJ, CDX), fetched by range.") { Reasons = CrawlIndexReasons.All, LeavesPayload = true };

    /// <inheritdoc/>
    public static CrawlIndexReader Create(CrawlIndexReaderOptions options, StageServices services) => new(options, services.Storage);

    /// <inheritdoc/>
    public bool CanSplit(string name) => IsParquet(name) || name.EndsWith(".cdxj", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".cdx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        var fetcher = new RecordFetcher(options, storage, input);
        var choice = new IndexChoice(options);
        var pending = new Queue<(IndexEntry Entry, Task<byte[]?>? Bytes)>();
        foreach (var entry in IsParquet(input.Name) ? ColumnarIndex.Read(input, cancellationToken) : CdxIndex.Read(input))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isFetched = entry.Problem is null && entry.Length <= options.MaxRecordBytes && entry.Length > 0 && choice.IsWanted(entry);
            pending.Enqueue((entry, isFetched ? fetcher.FetchAsync(entry, cancellationToken) : null));
            while (pending.Count(p => p.Bytes is not null) >= options.Requests || (pending.Count > 0 && pending.Peek().Bytes is null))
                foreach (var item in Items(pending.Dequeue())) yield return item;
        }
        while (pending.TryDequeue(out var rest))
            foreach (var item in Items(rest)) yield return item;

        IEnumerable<ReadItem> Items((IndexEntry Entry, Task<byte[]?>? Bytes) next)
        {
            var items = next.Bytes is null ? [Unfetched(next.Entry, input, choice)] : fetcher.Items(next.Entry, next.Bytes.GetAwaiter().GetResult(), cancellationToken).ToList();
            return items.Select((item, i) => i == items.Count - 1 ? item with { Next = next.Entry.Next } : item);
        }
    }

    static bool IsParquet(string name) => name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    ReadItem Unfetched(IndexEntry entry, ReaderInput input, IndexChoice choice)
    {
        var provenance = new Provenance(entry.Filename.Length > 0 ? entry.Filename : input.Name, entry.Offset, entry.Length);
        if (entry.Problem is { } problem) return new ReadItem.Failed(FailureReasons.Record, provenance, $"{input.Name}, {problem}");
        if (!choice.IsWanted(entry)) return new ReadItem.Skipped(CrawlIndexReasons.NotChosen, provenance);
        return entry.Length <= 0
            ? new ReadItem.Failed(FailureReasons.Record, provenance, $"{input.Name}: expected the length of the record of {entry.Url}, found none")
            : new ReadItem.Failed(FailureReasons.Limit, provenance, $"{input.Name}: expected a record of at most {options.MaxRecordBytes} bytes (option maxRecordBytes) for {entry.Url}, found {entry.Length}");
    }
}
