using System.Buffers;
using Curation.Core.Contracts;

namespace Curation.Stages.Readers.Compression;

/// <summary>The stored bytes of a file through a buffer, with the offset of the next one.</summary>
internal sealed class StoredInput(ReaderInput input, long start) : IDisposable
{
    readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
    Stream _stream = input.Open(start);
    int _head;
    int _tail;
    bool _disposed;

    /// <summary>Offset of the first byte of <see cref="Window"/>.</summary>
    public long Offset { get; private set; } = start;

    /// <summary>Bytes read and not yet consumed.</summary>
    public ReadOnlySpan<byte> Window => _buffer.AsSpan(_head, _tail - _head);

    /// <summary>Consumes bytes of the window.</summary>
    public void Advance(int count)
    {
        _head += count;
        Offset += count;
    }

    /// <summary>Reads more behind the window, which may be full; false at the end of the file.</summary>
    public bool Fill()
    {
        if (_head > 0)
        {
            Window.CopyTo(_buffer);
            _tail -= _head;
            _head = 0;
        }
        if (_tail == _buffer.Length) return true;
        var read = _stream.Read(_buffer, _tail, _buffer.Length - _tail);
        _tail += read;
        return read > 0;
    }

    /// <summary>Makes the window at least this long, unless the file ends before; at most the buffer's length.</summary>
    public bool Ensure(int length)
    {
        while (_tail - _head < length)
            if (!Fill()) return false;
        return true;
    }

    /// <summary>Reads directly, when nothing is buffered.</summary>
    public int ReadInto(Span<byte> target)
    {
        if (_tail > _head)
        {
            var length = Math.Min(target.Length, _tail - _head);
            Window[..length].CopyTo(target);
            Advance(length);
            return length;
        }
        var read = _stream.Read(target);
        Offset += read;
        return read;
    }

    /// <summary>Goes on at another offset.</summary>
    public void Seek(long offset)
    {
        if (offset >= Offset - _head && offset <= Offset + (_tail - _head))
        {
            _head += (int)(offset - Offset);
            Offset = offset;
            return;
        }
        _stream.Dispose();
        _stream = input.Open(offset);
        _head = _tail = 0;
        Offset = offset;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        _stream.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
    }
}
