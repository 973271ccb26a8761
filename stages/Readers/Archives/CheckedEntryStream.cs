using System.IO.Hashing;
using Curation.Core.Errors;
using Curation.Stages.Readers.Parquet;

namespace Curation.Stages.Readers.Archives;

/// <summary>An archive's entry whose length and CRC-32 are compared with what the archive states; failures of the storage are told as such.</summary>
internal sealed class CheckedEntryStream(Stream inner, long length, uint crc, IDisposable archive, SeekableInput stored) : Stream
{
    readonly Crc32 _crc = new();
    long _read;
    bool _isChecked;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (Exception) when (stored.Failure is { } failure)
        {
            throw new InputException(failure.Message, failure);
        }
        _crc.Append(buffer[..read]);
        _read += read;
        if (read == 0 && buffer.Length > 0) Check();
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            archive.Dispose();
            stored.Dispose();
        }
        base.Dispose(disposing);
    }

    void Check()
    {
        if (_isChecked) return;
        _isChecked = true;
        if (_read != length) throw new InvalidDataException($"expected {length} bytes, found {_read}");
        if (crc != 0 && _crc.GetCurrentHashAsUInt32() != crc) throw new InvalidDataException("the checksum is wrong");
    }
}
