using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Curation.Core.Shards;
using Curation.Core.Storage;

namespace Curation.Core.Reports.Tuning;

/// <summary>Reads signals, stages and reasons of kept and dropped files, and no other column.</summary>
sealed class SignalScan(IStorage storage, ImmutableArray<string> signals)
{
    /// <summary>Rows of a batch: half a megabyte a signal, and few calls into the reader.</summary>
    const int BatchRows = 1 << 16;

    readonly string[] _columns = [.. signals.Select(s => $"signals.{s}"), "stage", "reason"];

    /// <summary>Reads several files at a time and merges what was made of each.</summary>
    public T ReadAll<T>(ImmutableArray<string> files, int workers, Func<T> make, Action<T, SignalBatch> take, Action<T, T> merge, CancellationToken cancellationToken) where T : class
    {
        var total = make();
        try
        {
            Parallel.ForEach(files, new() { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken }, make, (file, _, one) =>
            {
                Read(file, batch => take(one, batch));
                return one;
            }, one =>
            {
                lock (total) merge(total, one);
            });
        }
        // Files that are read at the same time often fail for one cause: the first error tells it.
        catch (AggregateException error) { ExceptionDispatchInfo.Throw(error.InnerExceptions[0]); }
        return total;
    }

    /// <summary>Hands over all rows of a file, a batch at a time.</summary>
    public void Read(string file, Action<SignalBatch> take)
    {
        using var input = new ParquetInput(storage.OpenRead(file), file, BatchRows);
        var batch = new SignalBatch(signals.Length) { File = file };
        // A file without one of the signals was written before the stage was in the run; its rows have no value.
        foreach (var rows in input.Batches(_columns.Length == 2 ? ["id"] : _columns))
        {
            batch.Rows = rows.Length;
            batch.Stages = Names(ColumnReader.Column(rows, "stage"), batch.Stages);
            batch.Reasons = Names(ColumnReader.Column(rows, "reason"), batch.Reasons);
            var column = ColumnReader.Column(rows, "signals") as StructArray;
            for (var i = 0; i < signals.Length; i++) Values(column, signals[i], rows.Length, ref batch.Values[i]);
            take(batch);
            batch.First += rows.Length;
        }
    }

    static void Values(StructArray? column, string name, int rows, ref double[] values)
    {
        if (values.Length < rows) values = new double[rows];
        var field = column is null ? -1 : ((StructType)column.Data.DataType).GetFieldIndex(name);
        switch (field < 0 ? null : column!.Fields[field])
        {
            case DoubleArray numbers:
                numbers.Values.CopyTo(values);
                Missing(numbers, values);
                break;
            case Int64Array counts:
                var units = counts.Values;
                for (var row = 0; row < rows; row++) values[row] = units[row];
                Missing(counts, values);
                break;
            case BooleanArray flags:
                for (var row = 0; row < rows; row++) values[row] = flags.GetValue(row) is { } flag ? flag ? 1 : 0 : double.NaN;
                break;
            default:
                values.AsSpan(0, rows).Fill(double.NaN);
                break;
        }
    }

    static void Missing(IArrowArray array, double[] values)
    {
        if (array.NullCount == 0) return;
        for (var row = 0; row < array.Length; row++)
            if (array.IsNull(row)) values[row] = double.NaN;
    }

    /// <summary>Names of a column; few are different, so that equal neighbours share a string.</summary>
    static string?[]? Names(IArrowArray? column, string?[]? names)
    {
        if (column is not StringArray texts) return null;
        if (names is null || names.Length < texts.Length) names = new string?[texts.Length];
        var (last, bytes) = ((string?)null, default(ReadOnlyMemory<byte>));
        for (var row = 0; row < texts.Length; row++)
        {
            var at = texts.ValueOffsets[row];
            var value = texts.ValueBuffer.Memory.Slice(at, texts.ValueOffsets[row + 1] - at);
            if (last is null || !value.Span.SequenceEqual(bytes.Span)) (last, bytes) = (string.Intern(System.Text.Encoding.UTF8.GetString(value.Span)), value);
            names[row] = last;
        }
        return names;
    }
}
