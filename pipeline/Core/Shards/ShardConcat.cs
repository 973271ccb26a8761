using ParquetSharp.IO;

namespace Curation.Core.Shards;

/// <summary>Joins files of the same layout into one, row group by row group.</summary>
static class ShardConcat
{
    /// <summary>Writes the rows of <paramref name="inputs"/> to <paramref name="path"/>, in order.</summary>
    public static ShardFile Write(string path, IEnumerable<Func<Stream>> inputs, Apache.Arrow.Schema layout, int zstdLevel)
    {
        using var file = new ParquetFile(path, layout, zstdLevel);
        long rows = 0;
        foreach (var open in inputs)
        {
            using var stream = open();
            using var access = new ManagedRandomAccessFile(stream);
            using var reader = ParquetInput.OpenReader(access);
            for (var group = 0; group < reader.NumRowGroups; group++)
            {
                using var batches = reader.GetRecordBatchReader([group], null);
                while (batches.ReadNextRecordBatchAsync().AsTask().GetAwaiter().GetResult() is { } batch)
                {
                    using (batch) file.Write(batch);
                    rows += batch.Length;
                }
            }
        }
        return file.Complete(rows, 0, 0);
    }
}
