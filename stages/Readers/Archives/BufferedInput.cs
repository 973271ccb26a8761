using System.Buffers;

namespace Curation.Stages.Readers.Archives;

/// <summary>A window over bytes that are produced on demand.</summary>
internal abstract class BufferedInput : DecodedInput
{
    byte[] _buffer = ArrayPool<byte>.Shared.Rent(512 << 10);
    int _head;
    int _tail;
    long _position;
    bool _disposed;

    public sealed override ReadOnlySpan<byte> Window => _buffer.AsSpan(_head, _tail - _head);

    public sealed override long Position => _position;

    /// <summary>Decompressed bytes produced so far.</summary>
    protected long Produced => _position + _tail - _head;

    public sealed override void Advance(int count)
    {
        _head += count;
        _position += count;
    }

    public sealed override bool Fill()
    {
        if (Damage is not null) return false;
        MakeRoom();
        var read = Read(_buffer.AsSpan(_tail));
        _tail += read;
        return read > 0;
    }

    public override void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>Writes the next bytes; 0 at the end or before damage.</summary>
    protected abstract int Read(Span<byte> target);

    void MakeRoom()
    {
        if (_buffer.Length - _tail >= 64 << 10) return;
        var unread = _tail - _head;
        var target = unread > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(checked(2 * _buffer.Length)) : _buffer;
        _buffer.AsSpan(_head, unread).CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _head = 0;
        _tail = unread;
    }
}
