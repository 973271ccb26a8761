using System.IO.Hashing;
using Apache.Arrow;
using ParquetSharp;
using ArrowWriter = ParquetSharp.Arrow.FileWriter;

namespace Curation.Core.Shards;

/// <summary>Writes row groups to a Parquet file: zstd, page index, text without dictionary or statistics. The same rows give the same bytes.</summary>
sealed class ParquetFile : IDisposable
{
    readonly string _path;
    readonly ArrowWriter _writer;
    bool _complete;

    public ParquetFile(string path, Schema schema, int zstdLevel)
    {
        (_path, Schema) = (path, schema);
        using var properties = new WriterPropertiesBuilder()
            .Compression(Compression.Zstd).CompressionLevel(zstdLevel)
            .DisableDictionary("text").DisableStatistics("text")
            .EnableWritePageIndex()
            .CreatedBy("curate")
            .Build();
        using var arrow = new ParquetSharp.Arrow.ArrowWriterPropertiesBuilder().StoreSchema().Build();
        _writer = new ArrowWriter(path, schema, properties, arrow);
    }

    public Schema Schema { get; }

    public void Write(RecordBatch batch)
    {
        using (batch) _writer.WriteRecordBatch(batch, Math.Max(1, batch.Length));
    }

    public ShardFile Complete(long rows, long characters, long tokens)
    {
        _writer.Close();
        _complete = true;
        using var stream = File.OpenRead(_path);
        var hash = new XxHash128();
        hash.Append(stream);
        return new(_path, rows, stream.Length, Convert.ToHexStringLower(hash.GetCurrentHash()), characters, tokens);
    }

    public void Dispose()
    {
        _writer.Dispose();
        if (!_complete) File.Delete(_path);
    }
}
