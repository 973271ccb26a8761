using Apache.Arrow;

namespace Curation.Core.Shards;

/// <summary>A record whose payload the crawler cut, to fetch again.</summary>
/// <param name="Url">Where to fetch it.</param>
/// <param name="Cause">Why it was cut, as WARC-Truncated says: length, time, disconnect, unspecified.</param>
/// <param name="Digest">Digest of the payload as the container states it.</param>
/// <param name="Id">The document's id.</param>
/// <param name="Container">File of the record.</param>
/// <param name="Offset">Byte offset of the record there.</param>
public sealed record TruncatedRecord(string? Url, string Cause, string? Digest, string Id, string Container, long Offset);

/// <summary>Finds truncated records in shards and files of dropped documents.</summary>
public static class TruncatedRecords
{
    /// <summary>The truncated records of a file in row order; only row groups that hold one are read whole.</summary>
    /// <exception cref="Errors.InputException">It was not written by this program, or is of a newer layout.</exception>
    public static IEnumerable<TruncatedRecord> Read(Stream stream, string path)
    {
        using var input = new ParquetInput(stream, path);
        var holding = new List<int>();
        for (var group = 0; group < input.GroupCount; group++)
        {
            if (input.Batches(["provenance.truncated"], [group]).Any(b => HasAny((StructArray)b.Column(0)))) holding.Add(group);
        }
        foreach (var batch in input.Batches(["id", "url", "provenance"], holding))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                var place = ColumnReader.Provenance((StructArray)ColumnReader.Column(batch, "provenance")!, row);
                if (place.Truncated is not { } cause) continue;
                yield return new(ColumnReader.Text(batch, "url", row), cause, place.Digest, ColumnReader.Text(batch, "id", row)!, place.Container, place.Offset);
            }
        }
    }

    static bool HasAny(StructArray provenance) => provenance.Fields[0].NullCount < provenance.Length;
}
