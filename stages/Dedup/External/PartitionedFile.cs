using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Dedup.External;

/// <summary>
/// An artifact with one segment of records per partition: byte offsets of the segments (P + 1 numbers of 64 bits), then the records
/// by partition. One file a task, however many tasks read it: no file per pair of tasks.
/// </summary>
static class PartitionedFile
{
    /// <summary>Drains a sorter whose order begins with the partition.</summary>
    /// <param name="target">A new artifact; it must seek.</param>
    /// <param name="partitions">Number of partitions, at least 1.</param>
    /// <param name="sorter">The records.</param>
    /// <param name="partitionOf">Partition of a record, never falling in the sorter's order.</param>
    public static void Write<T>(Stream target, int partitions, ExternalSorter<T> sorter, Func<T, int> partitionOf)
        where T : unmanaged, IComparable<T>
    {
        var size = Unsafe.SizeOf<T>();
        var counts = new long[partitions];
        target.Position = Header(partitions);
        sorter.Drain(block =>
        {
            foreach (ref readonly var record in block) counts[partitionOf(record)]++;
            Records.Write(target, block);
        });
        WriteOffsets(target, counts, size);
    }

    /// <summary>Opens the records of a partition.</summary>
    /// <exception cref="InputException">The artifact was cut short or written for another number of partitions.</exception>
    public static RecordReader<T> Read<T>(CorpusArtifact artifact, int partition, int partitions, int buffer = 1 << 14) where T : unmanaged
    {
        var (stream, bytes) = Open(artifact, partition, partitions);
        return new(stream, bytes / Unsafe.SizeOf<T>(), buffer);
    }

    /// <summary>Opens the bytes of a partition, and tells how many they are.</summary>
    /// <exception cref="InputException">The artifact was cut short or written for another number of partitions.</exception>
    public static (Stream Stream, long Bytes) Open(CorpusArtifact artifact, int partition, int partitions)
    {
        Span<byte> offsets = stackalloc byte[16];
        using (var header = artifact.Open(8L * partition, offsets.Length)) header.ReadExactly(offsets);
        var start = BinaryPrimitives.ReadInt64LittleEndian(offsets);
        var end = BinaryPrimitives.ReadInt64LittleEndian(offsets[8..]);
        if (start < Header(partitions) || end < start || end > artifact.Bytes)
            throw new InputException($"artifact {artifact.Name} of task {artifact.Task}: partition {partition} of {partitions} lies at bytes {start} to {end} of {artifact.Bytes}; delete the step's folder and run again");
        return (start == end ? Stream.Null : artifact.Open(start, end - start), end - start);
    }

    /// <summary>Bytes before the first segment.</summary>
    public static long Header(int partitions) => 8L * (partitions + 1);

    /// <summary>Writes the header of segments with so many items of a size.</summary>
    public static void WriteOffsets(Stream target, long[] counts, int size)
    {
        var header = new byte[Header(counts.Length)];
        var offset = (long)header.Length;
        for (var p = 0; p <= counts.Length; p++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(8 * p), offset);
            if (p < counts.Length) offset += counts[p] * size;
        }
        target.Position = 0;
        target.Write(header);
    }
}
