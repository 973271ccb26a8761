namespace Curation.Core.Shards;

/// <summary>Writes dropped documents to one file.</summary>
public sealed class DroppedWriter : IDisposable
{
    const long RowGroupBytes = 32 << 20;
    readonly ParquetFile _file;
    readonly DroppedRows _group;
    long _rows;

    /// <summary>Begins a file at a local path.</summary>
    public DroppedWriter(string path, ShardSchema schema, ShardOrigin origin, int zstdLevel)
    {
        _file = new(path, ShardLayout.Dropped(schema, origin), zstdLevel);
        _group = new(schema);
    }

    /// <summary>Appends a document.</summary>
    public void Write(DroppedDocument document)
    {
        _group.Append(document);
        _rows++;
        if (_group.Bytes >= RowGroupBytes) Flush();
    }

    /// <summary>Closes the file and says what it holds.</summary>
    public ShardFile Complete()
    {
        if (_group.Rows > 0) Flush();
        return _file.Complete(_rows, 0, 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _group.Dispose();
    }

    void Flush()
    {
        _file.Write(_group.Build(_file.Schema));
        _group.Clear();
    }
}
