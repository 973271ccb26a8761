using System.Buffers.Binary;

namespace Curation.Stages.Readers.Grouping;

/// <summary>A sorted run on local disk, written once and read once.</summary>
internal sealed class SortRun(string path) : IDisposable
{
    readonly FileStream _stream = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 256 << 10);
    byte[] _record = new byte[4096];
    int _length;

    /// <summary>Keys of the record that was read.</summary>
    public long Key { get; private set; }

    /// <summary>Second key of the record that was read.</summary>
    public long Order { get; private set; }

    /// <summary>The record that was read; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Record => _record.AsMemory(0, _length);

    /// <summary>Appends a record.</summary>
    public void Write(long key, long order, ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[20];
        BinaryPrimitives.WriteInt64LittleEndian(head, key);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], order);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], record.Length);
        _stream.Write(head);
        _stream.Write(record);
    }

    /// <summary>Goes to the first record.</summary>
    public void Rewind()
    {
        _stream.Flush();
        _stream.Position = 0;
    }

    /// <summary>Reads the next record; false behind the last.</summary>
    public bool Read()
    {
        Span<byte> head = stackalloc byte[20];
        if (_stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length) return false;
        Key = BinaryPrimitives.ReadInt64LittleEndian(head);
        Order = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
        _length = BinaryPrimitives.ReadInt32LittleEndian(head[16..]);
        if (_record.Length < _length) _record = new byte[Math.Max(_length, 2 * _record.Length)];
        _stream.ReadExactly(_record, 0, _length);
        return true;
    }

    public void Dispose() => _stream.Dispose();
}
