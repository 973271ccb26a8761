using System.Runtime.CompilerServices;

namespace Curation.Stages.Dedup.External;

/// <summary>Writes a <see cref="PartitionedFile"/> of records that come in the order of partitions already.</summary>
sealed class PartitionedWriter<T> : IDisposable
    where T : unmanaged
{
    readonly Stream _target;
    readonly long[] _counts;
    readonly T[] _buffer = new T[4096];
    int _count;

    /// <summary>A file without records.</summary>
    /// <param name="target">A new artifact, which must seek; disposed with the writer.</param>
    /// <param name="partitions">Number of partitions.</param>
    public PartitionedWriter(Stream target, int partitions)
    {
        (_target, _counts) = (target, new long[partitions]);
        target.Position = PartitionedFile.Header(partitions);
    }

    /// <summary>Adds a record to a partition, none before that of the last record.</summary>
    public void Add(int partition, T record)
    {
        _counts[partition]++;
        _buffer[_count++] = record;
        if (_count == _buffer.Length) Flush();
    }

    /// <summary>Writes what is left and the header.</summary>
    public void Dispose()
    {
        Flush();
        PartitionedFile.WriteOffsets(_target, _counts, Unsafe.SizeOf<T>());
        _target.Dispose();
    }

    void Flush()
    {
        Records.Write<T>(_target, _buffer.AsSpan(0, _count));
        _count = 0;
    }
}
