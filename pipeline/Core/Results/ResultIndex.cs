using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;
using Curation.Core.Errors;

namespace Curation.Core.Results;

/// <summary>
/// Where the results of a closed log lie: entries of 28 bytes in the order of their keys, read through a memory map, so that tens of millions
/// of them take no memory of the process. Keys are hashes, thus evenly spread: a search begins where the key should be.
/// </summary>
sealed unsafe class ResultIndex : IDisposable
{
    const int HeadBytes = 16;
    const int EntryBytes = 28;
    readonly MemoryMappedFile _file;
    readonly MemoryMappedViewAccessor _view;
    readonly byte* _entries;
    readonly int _count;

    ResultIndex(string log, MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, int count)
    {
        (Log, _file, _view, _count) = (log, file, view, count);
        _entries = start + HeadBytes;
    }

    /// <summary>Path of the log that it belongs to.</summary>
    public string Log { get; }

    /// <summary>Number of results.</summary>
    public int Count => _count;

    static ReadOnlySpan<byte> Magic => "CURRIX01"u8;

    /// <summary>The bytes of an index.</summary>
    public static byte[] Encode(IEnumerable<(UInt128 Key, long Offset, int Length)> entries)
    {
        var sorted = entries.OrderBy(e => e.Key).ThenBy(e => e.Offset).ToArray();
        var bytes = new byte[HeadBytes + sorted.Length * EntryBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), sorted.Length);
        var at = bytes.AsSpan(HeadBytes);
        foreach (var (key, offset, length) in sorted)
        {
            BinaryPrimitives.WriteUInt128BigEndian(at, key);
            BinaryPrimitives.WriteInt64LittleEndian(at[16..], offset);
            BinaryPrimitives.WriteInt32LittleEndian(at[24..], length);
            at = at[EntryBytes..];
        }
        return bytes;
    }

    /// <summary>Opens an index file of this machine.</summary>
    /// <exception cref="CurationException">It is damaged.</exception>
    public static ResultIndex Open(string path, string log)
    {
        var size = new FileInfo(path).Length;
        if (size < HeadBytes) throw Damaged(path);
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var head = new ReadOnlySpan<byte>(start, HeadBytes);
        var count = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
        if (head.StartsWith(Magic) && count >= 0 && size == HeadBytes + count * EntryBytes) return new(log, file, view, start, (int)count);
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
        throw Damaged(path);
    }

    /// <summary>Finds where the result of a key lies.</summary>
    public bool TryFind(UInt128 key, out ResultPlace place)
    {
        var (low, high) = Around(key);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (KeyAt(middle) < key) low = middle + 1;
            else high = middle;
        }
        if (low < _count && KeyAt(low) == key)
        {
            var entry = Entry(low);
            place = new(Log, BinaryPrimitives.ReadInt64LittleEndian(entry[16..]), BinaryPrimitives.ReadInt32LittleEndian(entry[24..]));
            return true;
        }
        place = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    /// <summary>A range that holds the key if the index does: where an even spread puts it, widened until it does.</summary>
    (int Low, int High) Around(UInt128 key)
    {
        if (_count == 0) return (0, 0);
        var guess = (int)Math.BigMul((ulong)(key >> 64), (ulong)_count, out _);
        for (long width = 64; ; width *= 8)
        {
            var low = (int)Math.Max(0, guess - width);
            var high = (int)Math.Min(_count, guess + width);
            if ((low == 0 || KeyAt(low) < key) && (high == _count || KeyAt(high) >= key)) return (low, high);
        }
    }

    UInt128 KeyAt(int at) => BinaryPrimitives.ReadUInt128BigEndian(Entry(at));

    ReadOnlySpan<byte> Entry(int at) => new(_entries + (long)at * EntryBytes, EntryBytes);

    static CurationException Damaged(string path) => new($"{path} is damaged; delete it, and it will be made again from its log");
}
