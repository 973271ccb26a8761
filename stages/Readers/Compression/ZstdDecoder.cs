using ZstdSharp.Unsafe;

namespace Curation.Stages.Readers.Compression;

/// <summary>Frames of zstd (RFC 8878), skippable ones included.</summary>
internal sealed unsafe class ZstdDecoder : IMemberDecoder
{
    readonly int _windowLog;
    ZSTD_DCtx_s* _context = Methods.ZSTD_createDCtx();

    /// <summary>A decoder of windows up to a power of two, 10 to 31.</summary>
    public ZstdDecoder(int windowLog)
    {
        _windowLog = windowLog;
        _ = Methods.ZSTD_DCtx_setParameter(_context, ZSTD_dParameter.ZSTD_d_windowLogMax, windowLog);
    }

    ~ZstdDecoder() => Free();

    /// <inheritdoc/>
    public string Error { get; private set; } = "";

    /// <inheritdoc/>
    public void Reset() => Methods.ZSTD_DCtx_reset(_context, ZSTD_ResetDirective.ZSTD_reset_session_only);

    /// <inheritdoc/>
    public DecodeStatus Decode(ReadOnlySpan<byte> input, Span<byte> output, out int consumed, out int written)
    {
        fixed (byte* from = input)
        fixed (byte* to = output)
        {
            var source = new ZSTD_inBuffer_s { src = from, size = (nuint)input.Length };
            var target = new ZSTD_outBuffer_s { dst = to, size = (nuint)output.Length };
            var code = Methods.ZSTD_decompressStream(_context, &target, &source);
            consumed = (int)source.pos;
            written = (int)target.pos;
            if (!Methods.ZSTD_isError(code)) return code == 0 ? DecodeStatus.End : DecodeStatus.More;
            Error = Methods.ZSTD_getErrorCode(code) == ZSTD_ErrorCode.ZSTD_error_frameParameter_windowTooLarge
                ? $"expected a window of at most 2^{_windowLog} bytes, found a larger one"
                : Methods.ZSTD_getErrorName(code);
            return DecodeStatus.Damaged;
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
        if (_context is null) return;
        Methods.ZSTD_freeDCtx(_context);
        _context = null;
    }
}
