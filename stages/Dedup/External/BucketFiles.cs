using System.Globalization;
using System.Runtime.CompilerServices;

namespace Curation.Stages.Dedup.External;

/// <summary>Records sorted into buckets on disk, each with a buffer in memory; a bucket is read when it is complete.</summary>
sealed class BucketFiles<T>(string folder, string name, int buckets, long memory)
    where T : unmanaged
{
    readonly int _capacity = (int)Math.Clamp(memory / Unsafe.SizeOf<T>() / buckets, 64, 1 << 16);
    readonly T[]?[] _buffers = new T[buckets][];
    readonly int[] _counts = new int[buckets];
    readonly bool[] _stored = new bool[buckets];

    /// <summary>Adds a record to a bucket.</summary>
    public void Add(int bucket, T record)
    {
        var buffer = _buffers[bucket] ??= new T[_capacity];
        buffer[_counts[bucket]++] = record;
        if (_counts[bucket] == buffer.Length) Flush(bucket);
    }

    /// <summary>Gives the records of a bucket in the order they came. It can be called again, until <see cref="Delete"/>.</summary>
    public void Read(int bucket, BlockConsumer<T> consume)
    {
        if (_stored[bucket])
        {
            using var reader = new RecordReader<T>(new FileStream(PathOf(bucket), FileMode.Open, FileAccess.Read, FileShare.Read, 0), long.MaxValue, 1 << 15);
            for (var block = reader.Block(); !block.IsEmpty; block = reader.Block()) consume(block);
        }
        if (_counts[bucket] > 0) consume(_buffers[bucket].AsSpan(0, _counts[bucket]));
    }

    /// <summary>Forgets a bucket.</summary>
    public void Delete(int bucket)
    {
        if (_stored[bucket]) File.Delete(PathOf(bucket));
        (_stored[bucket], _counts[bucket], _buffers[bucket]) = (false, 0, null);
    }

    void Flush(int bucket)
    {
        using var file = new FileStream(PathOf(bucket), FileMode.Append, FileAccess.Write, FileShare.None, 0);
        Records.Write(file, _buffers[bucket].AsSpan(0, _counts[bucket]));
        (_stored[bucket], _counts[bucket]) = (true, 0);
    }

    string PathOf(int bucket) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.{bucket:d6}"));
}
