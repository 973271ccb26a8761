using Apache.Arrow;
using Curation.Core.Documents;

namespace Curation.Core.Shards;

/// <summary>Builds and reads the columns <c>payload</c> and <c>payload_type</c> of a shard between an extractor and a batch stage.</summary>
sealed class PayloadColumn
{
    readonly BinaryArray.Builder _bytes = new();
    readonly StringArray.Builder _type = new();

    /// <summary>Appends a record's bytes, or null; says how many they are.</summary>
    public long Append(Record? payload)
    {
        _type.Append(payload?.MediaType);
        if (payload is null)
        {
            _bytes.AppendNull();
            return 0;
        }
        using var stream = payload.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        _bytes.Append(copy.GetBuffer().AsSpan(0, (int)copy.Length));
        return copy.Length;
    }

    public IArrowArray[] Build() => [_bytes.Build(), _type.Build()];

    /// <summary>The record of a row; null where there is none.</summary>
    public static Record? Read(RecordBatch batch, int row)
    {
        if (ColumnReader.Column(batch, "payload") is not BinaryArray column || column.IsNull(row)) return null;
        var bytes = column.GetBytes(row).ToArray();
        return new()
        {
            MediaType = ColumnReader.Text(batch, "payload_type", row) ?? "application/octet-stream",
            Length = bytes.Length,
            Open = () => new MemoryStream(bytes, writable: false),
        };
    }
}
