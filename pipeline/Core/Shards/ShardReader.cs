using System.Collections.Immutable;
using Apache.Arrow;
using Curation.Core.Documents;
using Curation.Core.Errors;
using ParquetSharp.IO;
using ArrowReader = ParquetSharp.Arrow.FileReader;

namespace Curation.Core.Shards;

/// <summary>Reads documents from a shard, a row group at a time.</summary>
public sealed class ShardReader : IDisposable
{
    readonly Stream _stream;
    readonly ManagedRandomAccessFile _file;
    readonly ArrowReader _reader;

    ShardReader(Stream stream, string path)
    {
        _stream = stream;
        _file = new(stream);
        _reader = new(_file);
        var version = _reader.Schema.Metadata is { } metadata && metadata.TryGetValue("curate.schema", out var v) ? v : null;
        if (version is null) throw new InputException($"{path} is not a shard of curate; read it with the reader 'parquet' and a column mapping");
        if (version.Split('.')[0] != ShardSchema.Version.Split('.')[0])
            throw new InputException($"{path} has version {version} of the shard layout; this program reads {ShardSchema.Version}: update curate");
    }

    /// <summary>Opens a shard; the stream must seek and is disposed with the reader.</summary>
    /// <exception cref="InputException">It is not a shard, or of a newer layout.</exception>
    public static ShardReader Open(Stream stream, string path) => new(stream, path);

    /// <summary>The documents in order.</summary>
    /// <param name="columns">Columns to read besides <c>id</c>, <c>source</c> and <c>provenance</c>; null reads all.</param>
    /// <param name="groups">Ordinals of the row groups to read; null reads all.</param>
    public IEnumerable<Document> Documents(IReadOnlyCollection<string>? columns = null, IReadOnlyCollection<int>? groups = null)
    {
        for (var group = 0; group < _reader.NumRowGroups; group++)
        {
            if (groups?.Contains(group) == false) continue;
            using var batches = _reader.GetRecordBatchReader([group], Indices(columns));
            while (batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
                using (batch)
                    for (var row = 0; row < batch.Length; row++) yield return Read(batch, row);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
        _stream.Dispose();
    }

    int[]? Indices(IReadOnlyCollection<string>? columns)
    {
        if (columns is null) return null;
        var wanted = columns.Concat(["id", "source", "provenance"]).ToHashSet(StringComparer.Ordinal);
        var leaves = _reader.ParquetReader.FileMetaData.Schema;
        return [.. Enumerable.Range(0, leaves.NumColumns).Where(i => wanted.Contains(leaves.Column(i).Path.ToDotVector()[0]))];
    }

    static Document Read(RecordBatch batch, int row) => new()
    {
        Id = Text(batch, "id", row)!,
        Text = Text(batch, "text", row) ?? "",
        Title = Text(batch, "title", row),
        Source = Text(batch, "source", row)!,
        Url = Text(batch, "url", row),
        Date = Column(batch, "date") is TimestampArray dates ? dates.GetTimestamp(row) : null,
        Language = Text(batch, "language", row),
        LanguageScore = Column(batch, "language_score") is DoubleArray scores ? scores.GetValue(row) : null,
        License = Text(batch, "license", row),
        Provenance = ReadProvenance((StructArray)Column(batch, "provenance")!, row),
        Signals = Column(batch, "signals") is StructArray signals ? ReadSignals(signals, row) : Signals.Empty,
        Metadata = Column(batch, "metadata") is MapArray metadata ? ReadMetadata(metadata, row) : Document.EmptyMetadata,
        Duplicates = Column(batch, "duplicates") is Int32Array duplicates ? duplicates.GetValue(row) : null,
        DerivedFrom = Text(batch, "derived_from", row),
    };

    /// <summary>A column, or null where it was not asked for.</summary>
    static IArrowArray? Column(RecordBatch batch, string name) =>
        batch.Schema.GetFieldIndex(name) is >= 0 and var index ? batch.Column(index) : null;

    static string? Text(RecordBatch batch, string column, int row) => (Column(batch, column) as StringArray)?.GetString(row);

    static Provenance ReadProvenance(StructArray column, int row) => new(
        ((StringArray)column.Fields[0]).GetString(row), ((Int64Array)column.Fields[1]).GetValue(row) ?? -1, ((Int64Array)column.Fields[2]).GetValue(row) ?? -1)
    {
        RecordId = ((StringArray)column.Fields[3]).GetString(row),
        Digest = ((StringArray)column.Fields[4]).GetString(row),
        Truncated = ((StringArray)column.Fields[5]).GetString(row),
    };

    static Signals ReadSignals(StructArray column, int row)
    {
        var fields = ((Apache.Arrow.Types.StructType)column.Data.DataType).Fields;
        var signals = new List<Signal>();
        for (var i = 0; i < fields.Count; i++)
        {
            double? value = column.Fields[i] switch
            {
                Int64Array counts => counts.GetValue(row),
                BooleanArray flags => flags.GetValue(row) is { } flag ? flag ? 1 : 0 : null,
                DoubleArray numbers => numbers.GetValue(row),
                _ => null,
            };
            if (value is { } v) signals.Add(new(fields[i].Name, v));
        }
        return Signals.Empty.With(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(signals));
    }

    static ImmutableSortedDictionary<string, string> ReadMetadata(MapArray column, int row)
    {
        var (start, end) = (column.ValueOffsets[row], column.ValueOffsets[row + 1]);
        if (start == end) return Document.EmptyMetadata;
        var metadata = Document.EmptyMetadata.ToBuilder();
        var (keys, values) = ((StringArray)column.Keys, (StringArray)column.Values);
        for (var i = start; i < end; i++) metadata[keys.GetString(i)] = values.GetString(i) ?? "";
        return metadata.ToImmutable();
    }
}
