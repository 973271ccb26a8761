using System.Runtime.InteropServices;

namespace Curation.Stages.Readers.Compression;

/// <summary>Members of gzip (RFC 1952), checksum and length checked.</summary>
internal sealed unsafe class GzipDecoder : IMemberDecoder
{
    readonly NativeZlib.ZStream* _stream;
    bool _disposed;

    public GzipDecoder()
    {
        _stream = (NativeZlib.ZStream*)NativeMemory.AllocZeroed((nuint)sizeof(NativeZlib.ZStream));
        if (NativeZlib.InflateInit(_stream, NativeZlib.GzipWindow) == 0) return;
        NativeMemory.Free(_stream);
        throw new InvalidOperationException("The runtime's zlib could not be initialised.");
    }

    ~GzipDecoder() => Free();

    /// <inheritdoc/>
    public string Error { get; private set; } = "";

    /// <inheritdoc/>
    public void Reset()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (NativeZlib.InflateReset(_stream, NativeZlib.GzipWindow) != 0) throw new InvalidOperationException("The runtime's zlib could not be reset.");
    }

    /// <inheritdoc/>
    public DecodeStatus Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            _stream->NextIn = from;
            _stream->AvailableIn = (uint)input.Length;
            _stream->NextOut = to;
            _stream->AvailableOut = (uint)output.Length;
            var code = NativeZlib.Inflate(_stream, 0);
            consumed = input.Length - (int)_stream->AvailableIn;
            written = output.Length - (int)_stream->AvailableOut;
            switch (code)
            {
                case 0 or NativeZlib.BufferError:
                    return DecodeStatus.More;
                case NativeZlib.StreamEnd:
                    return DecodeStatus.End;
                default:
                    Error = _stream->Message is null ? $"zlib error {code}" : Marshal.PtrToStringUTF8((nint)_stream->Message)!;
                    return DecodeStatus.Damaged;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        if (_disposed) return;
        _disposed = true;
        _ = NativeZlib.InflateEnd(_stream);
        NativeMemory.Free(_stream);
    }
}
