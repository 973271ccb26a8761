using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;
using Curation.Stages.Readers.Warc;

namespace Curation.Stages.Readers.CommonCrawlIndex;

/// <summary>Fetches single records by range and reads them as a WARC file of one.</summary>
internal sealed class RecordFetcher(CrawlIndexReaderOptions options, IStorage storage, ReaderInput index)
{
    readonly WarcReader _warc = new(new() { Statuses = [], MaxRecordBytes = options.MaxRecordBytes });

    /// <summary>Begins to fetch a record's bytes; null if its file is missing.</summary>
    public async Task<byte[]?> FetchAsync(IndexEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await storage.OpenReadAsync(Path(entry), entry.Offset, Math.Max(1, entry.Length), cancellationToken).ConfigureAwait(false);
            var bytes = new byte[entry.Length];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The items of a record.</summary>
    /// <exception cref="InputException">Its file is missing, and the option onMissing says that this fails.</exception>
    public IEnumerable<ReadItem> Items(IndexEntry entry, byte[]? bytes, CancellationToken cancellationToken)
    {
        var provenance = new Provenance(entry.Filename, entry.Offset, entry.Length);
        if (bytes is null)
        {
            if (options.OnMissing == OnMissing.Fail) throw new InputException($"{Path(entry)} is missing, which {index.Name} names for {entry.Url}; correct the option root, or set onMissing to skip");
            yield return new ReadItem.Skipped(CrawlIndexReasons.Missing, provenance, entry.Url);
            yield break;
        }
        var given = 0;
        foreach (var item in _warc.Read(new() { Name = entry.Filename, Source = index.Source, Size = bytes.Length, Open = offset => new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset, writable: false) }, cancellationToken))
        {
            // An entry names one record: what a range holds beyond it is another entry's.
            if (given++ > 0) yield break;
            yield return item switch
            {
                ReadItem.Found found => new ReadItem.Found(found.Document with { Provenance = found.Document.Provenance with { Offset = entry.Offset, Length = entry.Length }, Metadata = Metadata(found.Document, entry) }),
                ReadItem.Skipped skipped => skipped with { Provenance = skipped.Provenance with { Offset = entry.Offset, Length = entry.Length } },
                ReadItem.Failed failed => failed with { Provenance = provenance, Detail = $"{entry.Filename} at byte {entry.Offset}: {failed.Detail}" },
                _ => item,
            } with
            { Next = -1 };
        }
        if (given == 0) yield return new ReadItem.Failed(FailureReasons.Record, provenance, $"{entry.Filename} at byte {entry.Offset}: expected a record of {entry.Length} bytes, found none; index and file do not belong together");
    }

    static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Metadata(Document document, IndexEntry entry) =>
        entry.Languages.Length == 0 ? document.Metadata : document.Metadata.SetItem("crawl_languages", entry.Languages);

    string Path(IndexEntry entry) => options.Root.EndsWith('/') ? options.Root + entry.Filename : $"{options.Root}/{entry.Filename}";
}
