namespace Curation.Core.Storage.Ranges;

/// <summary>
/// A remote object as a seekable stream: parallel ranged reads ahead of the reader, in bounded memory. Behind each jump reading begins with one
/// small range and grows as it goes on, so that footers cost little and long reads are fast.
/// </summary>
sealed class RangedStream : Stream
{
    /// <summary>Bytes of the first range behind a jump.</summary>
    public const int FirstChunk = 256 << 10;

    readonly RangeSource _source;
    readonly string? _tag;
    readonly long _end;
    readonly Queue<RangeChunk> _ahead = new();
    readonly CancellationTokenSource _stop;
    RangeChunk? _head;
    long _asked;
    int _size = FirstChunk;
    int _depth = 1;
    bool _disposed;

    RangedStream(RangeSource source, RangeChunk first, long size, string? tag, long end, CancellationToken cancellationToken)
    {
        (_source, _head, Length, _tag, _end, Position) = (source, first, size, tag, Math.Min(end, size), first.Start);
        _asked = first.Start + first.Length;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Opens an object at an offset.</summary>
    /// <param name="source">The object.</param>
    /// <param name="offset">First position.</param>
    /// <param name="end">Where reading ahead stops.</param>
    /// <param name="cancellationToken">Ends reads that are under way later, too.</param>
    public static async Task<RangedStream> OpenAsync(RangeSource source, long offset, long end, CancellationToken cancellationToken)
    {
        var length = (int)Math.Clamp(end - offset, 1, Math.Min(FirstChunk, source.Options.ChunkBytes));
        var (chunk, size, tag) = await source.FirstAsync(offset, length, cancellationToken).ConfigureAwait(false);
        return new(source, chunk, size, tag, end, cancellationToken);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Position >= _end) return 0;
        var chunk = At(Position);
        if (!chunk.Ready.IsCompletedSuccessfully) chunk.Ready.GetAwaiter().GetResult();
        return Copy(chunk, buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || Position >= _end) return 0;
        var chunk = At(Position);
        await chunk.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Copy(chunk, buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _stop.Cancel();
            Drop();
            _stop.Dispose();
        }
        base.Dispose(disposing);
    }

    int Copy(RangeChunk chunk, Span<byte> buffer)
    {
        var bytes = chunk.From(Position);
        if (bytes.Length > buffer.Length) bytes = bytes[..buffer.Length];
        bytes.CopyTo(buffer);
        Position += bytes.Length;
        return bytes.Length;
    }

    /// <summary>The chunk that holds a position, with more asked for behind it.</summary>
    RangeChunk At(long position)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _stop.Token.ThrowIfCancellationRequested();
        while (_head is not null && !_head.Holds(position))
        {
            _head.Release();
            _head = _ahead.TryDequeue(out var next) ? next : null;
        }
        if (_head is null)
        {
            // Going on behind all that was asked for is reading on; anything else is a jump.
            if (position != _asked) Jump(position);
            _head = Ask();
        }
        if (position > _head.Start || _head.Start == 0) Grow();
        return _head;
    }

    /// <summary>A jump close to the end takes the whole end: a footer is read from its last bytes backwards.</summary>
    void Jump(long position)
    {
        Drop();
        _size = Math.Min(FirstChunk, _source.Options.ChunkBytes);
        _depth = 1;
        _asked = position >= Length - _size ? Math.Max(0, Length - _size) : position;
    }

    void Grow()
    {
        if (_ahead.Count >= _depth) return;
        _size = Math.Min(_size * 2, _source.Options.ChunkBytes);
        if (_size == _source.Options.ChunkBytes) _depth = Math.Min(_depth + 1, _source.Options.ReadAhead);
        while (_ahead.Count < _depth && _asked < _end) _ahead.Enqueue(Ask());
    }

    RangeChunk Ask()
    {
        var chunk = new RangeChunk(_asked, (int)Math.Min(_size, Math.Max(_end, _asked + 1) - _asked));
        _asked += chunk.Length;
        chunk.Ready = _source.FillAsync(chunk, _tag, _stop.Token);
        return chunk;
    }

    void Drop()
    {
        _head?.Release();
        _head = null;
        while (_ahead.TryDequeue(out var chunk)) chunk.Release();
    }
}
