using System.Collections.Immutable;
using Apache.Arrow;
using Apache.Arrow.Types;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using ParquetSharp;
using ParquetSharp.IO;
using ArrowReader = ParquetSharp.Arrow.FileReader;

namespace Curation.Core.Shards;

/// <summary>Record batches of a file that this program wrote, some hundred rows at a time unless more are asked for.</summary>
sealed class ParquetInput : IDisposable
{
    // Some megabytes of texts: a whole row group would take tens, and as many again while its buffers double.
    const int BatchRows = 512;

    readonly Stream _stream;
    readonly ManagedRandomAccessFile _file;
    readonly ArrowReader _reader;
    readonly ParquetFileReader _parquet;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="batchRows">Most rows of a batch: more where only numbers are read.</param>
    public ParquetInput(Stream stream, string path, int batchRows = BatchRows)
    {
        _stream = stream;
        _file = new(stream);
        try { _reader = OpenReader(_file, batchRows); }
        catch (ParquetException error)
        {
            _file.Dispose();
            stream.Dispose();
            throw new InputException($"{path} is no Parquet file, or damaged: {ParquetFile.Words(error.Message)}", error);
        }
        // One for all: the property makes another at every call.
        _parquet = _reader.ParquetReader;
        var version = _reader.Schema.Metadata is { } metadata && metadata.TryGetValue("curate.schema", out var v) ? v : null;
        var wrong = version is null ? $"{path} is not a shard of curate; read it with the reader 'parquet' and a column mapping"
            : version.Split('.')[0] != ShardSchema.Version.Split('.')[0] ? $"{path} has version {version} of the shard layout; this program reads {ShardSchema.Version}: update curate"
            : null;
        if (wrong is null) return;
        Dispose();
        throw new InputException(wrong);
    }

    /// <summary>A reader that reads on the caller's thread alone: Arrow's read-ahead threads may hold the file a moment longer than its owner, and call back into what is gone.</summary>
    /// <param name="file">The file.</param>
    /// <param name="batchRows">Most rows of a batch; null makes one of each row group.</param>
    public static ArrowReader OpenReader(ManagedRandomAccessFile file, int? batchRows = null)
    {
        using var properties = ParquetSharp.Arrow.ArrowReaderProperties.GetDefault();
        properties.PreBuffer = false;
        properties.UseThreads = false;
        if (batchRows is { } rows) properties.BatchSize = rows;
        return new(file, null, properties);
    }

    /// <summary>Names of the columns, in order.</summary>
    public ImmutableArray<string> Columns => [.. _reader.Schema.FieldsList.Select(f => f.Name)];

    public int GroupCount => _reader.NumRowGroups;

    /// <summary>Columns of signals, in order; their meanings are not in the file.</summary>
    public ImmutableArray<SignalDefinition> Signals => _reader.Schema.FieldsList.FirstOrDefault(f => f.Name == "signals")?.DataType is StructType type
        ? [.. type.Fields.Select(f => new SignalDefinition(f.Name, f.DataType switch { Int64Type => SignalKind.Count, BooleanType => SignalKind.Flag, _ => SignalKind.Number }, ""))]
        : [];

    /// <summary>A fact from the file's metadata; empty where it has none.</summary>
    public string Fact(string name) => _reader.Schema.Metadata?.GetValueOrDefault(name) ?? "";

    public long RowCount => _parquet.FileMetaData.NumRows;

    public IEnumerable<RecordBatch> Batches(IReadOnlyCollection<string>? columns, IReadOnlyCollection<int>? groups = null)
    {
        for (var group = 0; group < _reader.NumRowGroups; group++)
        {
            if (groups?.Contains(group) == false) continue;
            using var batches = _reader.GetRecordBatchReader([group], Indices(columns));
            while (batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
                using (batch) yield return batch;
        }
    }

    /// <summary>Some rows, from the row groups that hold them; null reads all.</summary>
    public IEnumerable<(long Row, T Value)> Rows<T>(IReadOnlySet<long>? rows, IReadOnlyCollection<string>? columns, Func<RecordBatch, int, T> read)
    {
        long first = 0;
        for (var group = 0; group < _reader.NumRowGroups; group++)
        {
            using var metadata = _parquet.RowGroup(group);
            var end = first + metadata.MetaData.NumRows;
            if (rows is null || rows.Any(r => r >= first && r < end))
            {
                var at = first;
                foreach (var batch in Batches(columns, [group]))
                    for (var row = 0; row < batch.Length; row++, at++)
                        if (rows?.Contains(at) != false) yield return (at, read(batch, row));
            }
            first = end;
        }
    }

    public void Dispose()
    {
        _parquet.Dispose();
        _reader.Dispose();
        _file.Dispose();
        _stream.Dispose();
    }

    int[]? Indices(IReadOnlyCollection<string>? columns)
    {
        if (columns is null) return null;
        var leaves = _parquet.FileMetaData.Schema;
        return [.. Enumerable.Range(0, leaves.NumColumns).Where(i => leaves.Column(i).Path.ToDotVector() is var path && (columns.Contains(path[0]) || (path.Length == 2 && columns.Contains($"{path[0]}.{path[1]}"))))];
    }
}
