using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Stages.Dedup.External;
using Microsoft.Win32.SafeHandles;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Sets of shingles on their way from shards to the tasks that compare them: ascending distinct hashes, one after another.</summary>
static class ShingleSets
{
    /// <summary>Name of the artifacts that hold sets, partitioned as the members are.</summary>
    public const string Artifact = "shingles";

    /// <summary>Sorts hashes in place and moves the distinct ones to the front.</summary>
    public static Span<ulong> Distinct(Span<ulong> hashes)
    {
        hashes.Sort();
        var count = 0;
        foreach (var hash in hashes)
            if (count == 0 || hashes[count - 1] != hash) hashes[count++] = hash;
        return hashes[..count];
    }

    /// <summary>|A ∩ B| / |A ∪ B| of two ascending sets; 0 if both are empty.</summary>
    public static double Jaccard(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b)
    {
        int i = 0, j = 0, common = 0;
        while (i < a.Length && j < b.Length)
        {
            var (x, y) = (a[i], b[j]);
            if (x == y) common++;
            if (x <= y) i++;
            if (y <= x) j++;
        }
        var union = a.Length + b.Length - common;
        return union == 0 ? 0 : (double)common / union;
    }
}

/// <summary>The sets of a partition in one scratch file, read by place.</summary>
sealed class ShingleSetFile : IDisposable
{
    readonly SafeFileHandle _file;
    ulong[] _buffer = new ulong[1 << 12];
    long _length;

    /// <summary>A file without sets.</summary>
    public ShingleSetFile(string folder) =>
        _file = File.OpenHandle(Path.Combine(folder, "sets"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    /// <summary>Appends an artifact's partition.</summary>
    /// <returns>What to add to the offsets of its members.</returns>
    public long Append(CorpusArtifact artifact, int partition, int partitions)
    {
        var start = _length;
        using var reader = PartitionedFile.Read<ulong>(artifact, partition, partitions, 1 << 15);
        for (var block = reader.Block(); !block.IsEmpty; block = reader.Block())
        {
            RandomAccess.Write(_file, MemoryMarshal.AsBytes(block), _length * sizeof(ulong));
            _length += block.Length;
        }
        return start;
    }

    /// <summary>A set; valid until the next call.</summary>
    public ReadOnlySpan<ulong> Read(long offset, int length)
    {
        if (_buffer.Length < length) _buffer = new ulong[Math.Max(length, 2 * _buffer.Length)];
        var target = _buffer.AsSpan(0, length);
        var bytes = MemoryMarshal.AsBytes(target);
        for (var read = 0; read < bytes.Length;)
        {
            var got = RandomAccess.Read(_file, bytes[read..], (offset * sizeof(ulong)) + read);
            if (got == 0) throw new EndOfStreamException("A set of shingles reaches behind the end of its scratch file.");
            read += got;
        }
        return target;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
