using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Shards;
using ParquetSharp;
using ParquetSharp.Arrow;
using ParquetSharp.IO;

namespace Curation.Stages.Readers.Parquet;

/// <summary>Parquet files: own shards with everything they hold, foreign ones by a mapping of columns. Split by row group.</summary>
public sealed class ParquetReader(ParquetReaderOptions options) : IReader, IComponent<ParquetReader, ParquetReaderOptions>
{
    /// <inheritdoc/>
    public static ComponentDescription Description { get; } =
        new("parquet", 1, "Reads Parquet files: shards of curate, and others by the names of their columns.");

    /// <inheritdoc/>
    public static ParquetReader Create(ParquetReaderOptions options, StageServices services) => new(options);

    /// <inheritdoc/>
    public bool CanSplit(string name) => true;

    /// <inheritdoc/>
    public IEnumerable<ReadItem> Read(ReaderInput input, CancellationToken cancellationToken)
    {
        using var stream = new SeekableInput(input);
        using var file = new ManagedRandomAccessFile(stream, leaveOpen: true);
        using var properties = ArrowReaderProperties.GetDefault();
        properties.BatchSize = options.BatchRows;
        properties.UseThreads = false;
        properties.PreBuffer = false;
        using var reader = Open(input, file, properties);
        using var parquet = reader.ParquetReader;
        var isShard = parquet.FileMetaData.KeyValueMetadata.ContainsKey("curate.schema");
        using var again = new SeekableInput(input);
        using var shard = isShard ? ShardReader.Open(again, input.Name) : null;
        var mapping = new ParquetMapping(options, input);
        var columns = isShard ? [] : mapping.Columns(reader.Schema, parquet.FileMetaData.Schema);
        foreach (var group in RowGroupSlice.Of(parquet, input.Start, input.End))
        {
            var items = shard is null ? Rows(reader, mapping, columns, group) : shard.Documents(groups: [group.Ordinal]).Select(d => new ReadItem.Found(d));
            foreach (var item in Guarded(items, isShard ? again : stream, input, group))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return item;
            }
        }
    }

    static FileReader Open(ReaderInput input, RandomAccessFile file, ArrowReaderProperties properties)
    {
        try
        {
            return new FileReader(file, null, properties);
        }
        catch (Exception error) when (error is ParquetException or IOException or ArgumentException)
        {
            throw new InputException($"{input.Name}: expected a Parquet file, found one that cannot be opened: {error.Message}", error);
        }
    }

    static IEnumerable<ReadItem> Rows(FileReader reader, ParquetMapping mapping, int[] columns, RowGroupSlice group)
    {
        var ordinal = group.FirstRow;
        using var batches = reader.GetRecordBatchReader([group.Ordinal], columns);
        while (batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using (batch)
                for (var row = 0; row < batch.Length; row++) yield return mapping.Item(batch, row, ordinal++);
        }
    }

    /// <summary>Makes one failed item of what is left of a damaged row group; the group's last item can be resumed behind.</summary>
    static IEnumerable<ReadItem> Guarded(IEnumerable<ReadItem> items, SeekableInput stream, ReaderInput input, RowGroupSlice group)
    {
        using var rows = items.GetEnumerator();
        for (var done = 0L; done < group.Rows; done++)
        {
            if (Advance(rows, stream) is { } damage)
            {
                yield return new ReadItem.Failed(
                    FailureReasons.Record, new Provenance(input.Name, -1, -1),
                    $"{input.Name}, row group {group.Ordinal}, rows {group.FirstRow + done} to {group.FirstRow + group.Rows - 1} are lost: {damage}")
                { Next = group.End };
                yield break;
            }
            yield return rows.Current with { Next = done == group.Rows - 1 ? group.End : -1 };
        }
    }

    static string? Advance(IEnumerator<ReadItem> rows, SeekableInput stream)
    {
        try
        {
            return rows.MoveNext() ? null : "expected more rows, found the end of the row group";
        }
        catch (Exception error) when (error is not (OutOfMemoryException or CurationException))
        {
            // Arrow's import throws bare exceptions. A storage that fails is no damage of the file: the task is tried again.
            if (stream.Failure is { } failure) throw new InputException(failure.Message, failure);
            return $"the row group cannot be decoded: {error.Message}";
        }
    }
}
