using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Storage;

namespace Curation.Stages.Readers.Pdf;

/// <summary>
/// Files that a list names. A line that gives the <c>id</c> of a record which the crawl had cut makes a document with that id and URL, so that the file that was fetched
/// again takes its place; <c>digest</c> is that of the cut payload and stays in the metadata.
/// </summary>
internal sealed class PdfList(PdfReaderOptions options, ReaderInput input, PdfRecords records, IStorage storage)
{
    /// <summary>The items of the list's lines.</summary>
    public IEnumerable<ReadItem> Read(CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input.Open(0));
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#') continue;
            yield return Item(line.Trim(), number, cancellationToken);
        }
    }

    ReadItem Item(string line, int number, CancellationToken cancellationToken)
    {
        var provenance = new Provenance(input.Name, -1, -1) { RecordId = $"line {number}" };
        ListedPdf listed;
        try
        {
            listed = line[0] == '{' ? JsonSerializer.Deserialize<ListedPdf>(line, StrictJson.Options)! : new() { Path = line };
        }
        catch (JsonException error)
        {
            return new ReadItem.Failed(FailureReasons.Record, provenance, $"{input.Name}, line {number}: expected an object with path, url, id and digest, found something else: {error.Message}");
        }
        if ((listed.Path ?? listed.Url) is not { Length: > 0 } path)
            return new ReadItem.Failed(FailureReasons.Record, provenance, $"{input.Name}, line {number}: expected path or url, found neither");
        var place = options.ListRoot is { } root && !path.Contains("://", StringComparison.Ordinal) && !Path.IsPathRooted(path) ? root + path : path;
        var url = listed.Url ?? (path.StartsWith("http", StringComparison.Ordinal) ? path : null);
        try
        {
            using var stream = storage.OpenRead(place, cancellationToken: cancellationToken);
            if (PdfRecords.Read(stream, options.MaxFileBytes) is not { } bytes) return records.TooLarge(provenance, place);
            var item = PdfRecords.Make(bytes, listed.Id ?? DocumentId.OfRecord(input.Source, url ?? path), new(input.Name, -1, bytes.Length) { RecordId = path }, url, input.Source);
            return item is ReadItem.Found found && listed.Digest is { } digest
                ? new ReadItem.Found(found.Document with { Metadata = found.Document.Metadata.SetItem("refetchedFor", digest) })
                : item;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ReadItem.Failed(FailureReasons.Missing, provenance, $"{input.Name}, line {number}: {place} does not exist");
        }
        catch (StorageException error)
        {
            return new ReadItem.Failed(FailureReasons.Missing, provenance, $"{input.Name}, line {number}: {error.Message}");
        }
    }

    /// <summary>A line of a list in JSON.</summary>
    sealed record ListedPdf
    {
        public string? Path { get; init; }

        public string? Url { get; init; }

        public string? Id { get; init; }

        public string? Digest { get; init; }
    }
}
