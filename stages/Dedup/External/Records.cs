using System.Runtime.InteropServices;

namespace Curation.Stages.Dedup.External;

/// <summary>Records of fixed size in files: their bytes as they lie in memory, little-endian.</summary>
static class Records
{
    /// <summary>Writes records.</summary>
    public static void Write<T>(Stream target, ReadOnlySpan<T> records) where T : unmanaged
    {
        // A span of bytes counts in 32 bits.
        const int Most = 1 << 24;
        for (; records.Length > Most; records = records[Most..]) target.Write(MemoryMarshal.AsBytes(records[..Most]));
        target.Write(MemoryMarshal.AsBytes(records));
    }
}

/// <summary>Reads records of fixed size from a stream, which it owns.</summary>
/// <typeparam name="T">The records.</typeparam>
/// <param name="stream">Positioned at the first record.</param>
/// <param name="records">Most records to read.</param>
/// <param name="buffer">Records in the buffer.</param>
sealed class RecordReader<T>(Stream stream, long records, int buffer = 4096) : IDisposable
    where T : unmanaged
{
    readonly T[] _buffer = new T[(int)Math.Clamp(records, 1, buffer)];
    long _left = records;
    int _at, _count;

    /// <summary>The record that <see cref="Next"/> went to.</summary>
    public T Current => _buffer[_at];

    /// <summary>Goes to the next record; false at the end.</summary>
    public bool Next()
    {
        if (++_at < _count) return true;
        _count = Block().Length;
        _at = 0;
        return _count > 0;
    }

    /// <summary>Fills the buffer and gives it; empty at the end. Not to be mixed with <see cref="Next"/>.</summary>
    /// <exception cref="EndOfStreamException">The stream ends within a record, or before all promised ones.</exception>
    public ReadOnlySpan<T> Block()
    {
        var wanted = _buffer.AsSpan(0, (int)Math.Min(_left, _buffer.Length));
        var bytes = MemoryMarshal.AsBytes(wanted);
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: _left < long.MaxValue / 2);
        var whole = wanted[..(read / System.Runtime.CompilerServices.Unsafe.SizeOf<T>())];
        _left -= whole.Length;
        return whole;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();
}
