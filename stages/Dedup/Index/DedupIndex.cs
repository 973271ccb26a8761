using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Curation.Core.Errors;
using Curation.Stages.Dedup.External;

namespace Curation.Stages.Dedup.Index;

/// <summary>What earlier runs have seen, read by ranges of keys.</summary>
sealed class DedupIndex(string folder)
{
    readonly DedupIndexDescription _description = DedupIndexDescription.Load(folder);

    /// <summary>The index of the options, or null.</summary>
    public static DedupIndex? Of(DedupOptions options) => options.Index is null ? null : new(options.Index);

    /// <summary>The records of a partition of keys, in order; the number of partitions need not be that of the files.</summary>
    public IEnumerable<IndexRecord> Read(int partition, int partitions)
    {
        var count = _description.Parts.Length;
        var first = (int)((long)partition * count / partitions);
        var last = (int)((((long)partition + 1) * count - 1) / partitions);
        for (var part = first; part <= last; part++)
        {
            using var file = Open(_description.Parts[part]);
            file.Position = Unsafe.SizeOf<IndexRecord>() * FirstOf(file, partition, partitions);
            using var reader = new RecordReader<IndexRecord>(file, long.MaxValue);
            while (reader.Next() && IndexRecord.Partition(reader.Current.Key, partitions) == partition) yield return reader.Current;
        }
    }

    FileStream Open(DedupIndexPart part)
    {
        var path = Path.Combine(folder, part.Name);
        var file = new FileInfo(path);
        if (!file.Exists || file.Length != part.Bytes)
            throw new InputException($"{path}: expected {part.Bytes} bytes, found {(file.Exists ? $"{file.Length} bytes" : "no file")}; copy the index again");
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
    }

    /// <summary>Ordinal of the first record of a partition or a later one.</summary>
    static long FirstOf(FileStream file, int partition, int partitions)
    {
        long low = 0, high = file.Length / Unsafe.SizeOf<IndexRecord>();
        Span<IndexRecord> record = stackalloc IndexRecord[1];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            RandomAccess.Read(file.SafeFileHandle, MemoryMarshal.AsBytes(record), middle * Unsafe.SizeOf<IndexRecord>());
            if (IndexRecord.Partition(record[0].Key, partitions) < partition) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
