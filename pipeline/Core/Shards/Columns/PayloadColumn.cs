using Apache.Arrow;
using Curation.Core.Documents;

namespace Curation.Core.Shards.Columns;

/// <summary>
/// Builds and reads the columns <c>payload</c>, <c>payload_type</c> and <c>payload_goes_on</c> of a shard between an extractor and a batch stage. A payload
/// lies in pieces, in as many rows: no row group, and nothing that reads or writes one, holds a large file whole.
/// </summary>
sealed class PayloadColumn : IDisposable
{
    /// <summary>Most bytes of a piece.</summary>
    public const int Piece = 4 << 20;

    readonly BytesColumn _bytes = new(), _type = new();
    readonly BooleanArray.Builder _goesOn = new();

    /// <summary>Appends a row without a payload.</summary>
    public void AppendNone()
    {
        _bytes.AppendNull();
        _type.AppendNull();
        _goesOn.Append(false);
    }

    /// <summary>Appends a row with a piece.</summary>
    /// <param name="piece">Its bytes.</param>
    /// <param name="mediaType">What the payload is.</param>
    /// <param name="goesOn">Whether the next row has another piece of it.</param>
    public void Append(ReadOnlySpan<byte> piece, string mediaType, bool goesOn)
    {
        _bytes.Append(piece);
        _type.Append(mediaType);
        _goesOn.Append(goesOn);
    }

    /// <summary>The three columns; valid until the next change.</summary>
    public IArrowArray[] Build() => [_bytes.Binary(), _type.Texts(), _goesOn.Build()];

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _type.Clear();
        _goesOn.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bytes.Dispose();
        _type.Dispose();
    }

    /// <summary>The piece of a row; null where there is none.</summary>
    public static byte[]? Read(RecordBatch batch, int row) =>
        ColumnReader.Column(batch, "payload") is BinaryArray column && !column.IsNull(row) ? column.GetBytes(row).ToArray() : null;

    /// <summary>Whether the next row has another piece of this row's payload.</summary>
    public static bool GoesOn(RecordBatch batch, int row) => ColumnReader.Column(batch, "payload_goes_on") is BooleanArray column && column.GetValue(row) == true;

    /// <summary>The record of a row whose pieces are these.</summary>
    public static Record Join(RecordBatch batch, int row, IReadOnlyList<byte[]> pieces) => new()
    {
        MediaType = ColumnReader.Text(batch, "payload_type", row) ?? "application/octet-stream",
        Length = pieces.Sum(p => (long)p.Length),
        Open = () => new PieceStream(pieces),
    };
}
