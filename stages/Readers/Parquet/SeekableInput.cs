using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Readers.Parquet;

/// <summary>A file that seeks: small steps forward are read over, others open it anew.</summary>
internal sealed class SeekableInput : Stream
{
    /// <summary>Bytes that are read over more cheaply than a new request is made.</summary>
    const long ReadOver = 256 << 10;

    readonly ReaderInput _input;
    Stream? _stream;
    long _at;

    public SeekableInput(ReaderInput input)
    {
        if (input.Size < 0) throw new InputException($"{input.Name}: expected a file of known size, as Parquet is read from its end, found none; copy it to a storage that tells sizes");
        _input = input;
    }

    /// <summary>Why a read failed: the storage's own error, which the native reader above hides.</summary>
    public Exception? Failure { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _input.Size;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || Position >= Length) return 0;
        try
        {
            Align();
            var read = _stream!.Read(buffer);
            _at += read;
            Position += read;
            return read;
        }
        catch (Exception error)
        {
            Failure = error;
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

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
        if (disposing) _stream?.Dispose();
        base.Dispose(disposing);
    }

    void Align()
    {
        if (_stream is not null && _at == Position) return;
        if (_stream is { CanSeek: true } && _stream.Length == Length)
        {
            _stream.Position = _at = Position;
            return;
        }
        if (_stream is not null && Position > _at && Position - _at <= ReadOver)
        {
            var skip = new byte[Position - _at];
            _at += _stream.ReadAtLeast(skip, skip.Length, throwOnEndOfStream: false);
            if (_at == Position) return;
        }
        _stream?.Dispose();
        _stream = _input.Open(Position);
        _at = Position;
    }
}
