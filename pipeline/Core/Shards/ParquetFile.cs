using System.IO.Hashing;
using Apache.Arrow;
using Curation.Core.Errors;
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
            .DisableDictionary("payload").DisableStatistics("payload")
            .EnableWritePageIndex()
            .CreatedBy("curate")
            .Build();
        using var arrow = new ParquetSharp.Arrow.ArrowWriterPropertiesBuilder().StoreSchema().Build();
        _writer = Guard(() => new ArrowWriter(path, schema, properties, arrow));
    }

    public Schema Schema { get; }

    public void Write(RecordBatch batch)
    {
        using (batch)
        {
            Guard(() =>
            {
                _writer.WriteRecordBatch(batch, Math.Max(1, batch.Length));
                return true;
            });
        }
    }

    public ShardFile Complete(long rows, long characters, long tokens)
    {
        Guard(() =>
        {
            _writer.Close();
            return true;
        });
        _complete = true;
        using var stream = File.OpenRead(_path);
        var hash = new XxHash128();
        hash.Append(stream);
        return new(_path, rows, stream.Length, Convert.ToHexStringLower(hash.GetCurrentHash()), characters, tokens);
    }

    public void Dispose()
    {
        try { _writer.Dispose(); }
        catch (ParquetException) when (!_complete)
        {
            // An unfinished file is thrown away; the first error said why.
        }
        if (!_complete) File.Delete(_path);
    }

    /// <summary>Errors of the native writer in this program's words: its own name their C++ types.</summary>
    T Guard<T>(Func<T> action)
    {
        try { return action(); }
        catch (ParquetException error) { throw new OutputException(_path, Words(error.Message)); }
        catch (IOException error) { throw new OutputException(_path, error); }
    }

    /// <summary>The cause in a message of the native library.</summary>
    public static string Words(string message)
    {
        var detail = message.LastIndexOf("Detail: ", StringComparison.Ordinal);
        if (detail >= 0) return message[(detail + 8)..].TrimEnd('\'', ')');
        var text = message.IndexOf("message: '", StringComparison.Ordinal);
        return text < 0 ? message : message[(text + 10)..].TrimEnd('\'', ')');
    }
}
