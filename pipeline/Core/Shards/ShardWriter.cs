using Curation.Core.Documents;

namespace Curation.Core.Shards;

/// <summary>Writes kept documents to one shard file.</summary>
public sealed class ShardWriter : IShardWriter
{
    const long RowGroupBytes = 32 << 20;
    readonly ShardSchema _schema;
    readonly ParquetFile _file;
    ShardRows _group;
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
        _group.Append(document, tokens);
        (_rows, _characters, _tokens) = (_rows + 1, _characters + document.Text.Length, _tokens + tokens);
        if (_group.Bytes >= RowGroupBytes) Flush();
    }

    /// <inheritdoc/>
    public ShardFile Complete()
    {
        if (_group.Rows > 0) Flush();
        return _file.Complete(_rows, _characters, _tokens);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    void Flush()
    {
        BytesWritten += _group.Bytes;
        _file.Write(_group.Build(_file.Schema));
        _group = new(_schema);
    }
}
