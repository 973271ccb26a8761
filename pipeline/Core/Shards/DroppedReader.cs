using Apache.Arrow;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Core.Shards;

/// <summary>Reads dropped documents from a file of them.</summary>
public sealed class DroppedReader : IDisposable
{
    readonly ParquetInput _input;

    DroppedReader(ParquetInput input) => _input = input;

    /// <summary>Opens a file; the stream must seek and is disposed with the reader.</summary>
    /// <exception cref="InputException">It was not written by this program, or is of a newer layout.</exception>
    public static DroppedReader Open(Stream stream, string path) => new(new(stream, path));

    /// <summary>The dropped documents in order.</summary>
    public IEnumerable<DroppedDocument> Documents()
    {
        foreach (var batch in _input.Batches(null))
            for (var row = 0; row < batch.Length; row++) yield return Read(batch, row);
    }

    /// <summary>Some dropped documents with their rows, reading only the row groups that hold them.</summary>
    public IEnumerable<(long Row, DroppedDocument Document)> Rows(IReadOnlySet<long> rows) => _input.Rows(rows, Read);

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    static DroppedDocument Read(RecordBatch batch, int row) => new(
        ColumnReader.Text(batch, "id", row)!,
        ColumnReader.Text(batch, "url", row),
        ColumnReader.Text(batch, "source", row)!,
        ColumnReader.Text(batch, "reason", row)!,
        ColumnReader.Text(batch, "stage", row)!,
        ColumnReader.Text(batch, "signal", row),
        ColumnReader.Number(batch, "value", row),
        ColumnReader.Number(batch, "threshold", row),
        ColumnReader.Text(batch, "detail", row),
        ColumnReader.Provenance((StructArray)ColumnReader.Column(batch, "provenance")!, row),
        ColumnReader.Column(batch, "signals") is StructArray signals ? ColumnReader.Signals(signals, row) : Signals.Empty,
        ColumnReader.Text(batch, "text", row));
}
