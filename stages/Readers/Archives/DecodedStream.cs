namespace Curation.Stages.Readers.Archives;

/// <summary>Decompressed bytes as a stream, for readers that want one; damage is an <see cref="InvalidDataException"/>.</summary>
internal sealed class DecodedStream(DecodedInput input) : Stream
{
    long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (input.Window.IsEmpty && !input.Fill()) return input.Damage is { } damage ? throw new InvalidDataException(damage) : 0;
        var length = Math.Min(buffer.Length, input.Window.Length);
        input.Window[..length].CopyTo(buffer);
        input.Advance(length);
        _read += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }
}
