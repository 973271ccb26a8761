using System.Buffers;
using Curation.Core.Documents;
using Curation.Core.Shards.Columns;

namespace Curation.Core.Shards;

/// <summary>Writes kept documents to one shard file.</summary>
public sealed class ShardWriter : IShardWriter
{
    const long RowGroupBytes = 32 << 20, PayloadGroupBytes = 8 << 20;
    readonly ShardSchema _schema;
    readonly ParquetFile _file;
    readonly ShardRows _group;
    long _rows, _characters, _tokens;

    /// <summary>Begins a shard at a local path.</summary>
    public ShardWriter(string path, ShardSchema schema, ShardOrigin origin, int zstdLevel)
    {
        _schema = schema;
        _file = new(path, ShardLayout.Kept(schema, origin), zstdLevel);
        _group = new(schema);
    }

    /// <inheritdoc/>
    public long BytesWritten { get; private set; }

    /// <inheritdoc/>
    public void Write(Document document, int tokens)
    {
        if (_schema.WithPayload && document.Payload is { } payload) WritePayload(document, payload, tokens);
        else _group.Append(document, tokens);
        (_rows, _characters, _tokens) = (_rows + 1, _characters + document.Text.Length, _tokens + tokens);
        FlushIfFull();
    }

    /// <summary>A row with the document and the payload's first piece, then rows with its other pieces.</summary>
    void WritePayload(Document document, Record payload, int tokens)
    {
        var (piece, next) = (ArrayPool<byte>.Shared.Rent(PayloadColumn.Piece), ArrayPool<byte>.Shared.Rent(PayloadColumn.Piece));
        try
        {
            using var stream = payload.Open();
            int Fill(byte[] buffer) => stream.ReadAtLeast(buffer.AsSpan(0, PayloadColumn.Piece), PayloadColumn.Piece, throwOnEndOfStream: false);
            for (var length = Fill(piece); ;)
            {
                var behind = length < PayloadColumn.Piece ? 0 : Fill(next);
                _group.Append(document, tokens, piece.AsSpan(0, length), goesOn: behind > 0);
                if (behind == 0) return;
                FlushIfFull();
                (piece, next, length) = (next, piece, behind);
                (document, tokens) = (new Document { Id = document.Id, Source = document.Source, Provenance = document.Provenance, Payload = payload }, 0);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            ArrayPool<byte>.Shared.Return(next);
        }
    }

    /// <inheritdoc/>
    public ShardFile Complete()
    {
        if (_group.Rows > 0) Flush();
        return _file.Complete(_rows, _characters, _tokens);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _group.Dispose();
    }

    void FlushIfFull()
    {
        if (_group.Bytes >= (_schema.WithPayload ? PayloadGroupBytes : RowGroupBytes)) Flush();
    }

    void Flush()
    {
        BytesWritten += _group.Bytes;
        _file.Write(_group.Build(_file.Schema));
        _group.Clear();
    }
}
