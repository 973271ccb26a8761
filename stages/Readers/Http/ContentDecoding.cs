using System.IO.Compression;
using System.Runtime.InteropServices;
using Curation.Core.Errors;

namespace Curation.Stages.Readers.Http;

/// <summary>Removes content encodings (gzip, deflate, br), within limits.</summary>
internal static class ContentDecoding
{
    /// <summary>Encodings of one body that are taken off; more of them are an attack.</summary>
    const int MaxEncodings = 4;

    /// <summary>The decoded body. An encoding that is declared but not there is passed over; a body that is cut gives what is there.</summary>
    /// <param name="body">The body as sent, chunks removed.</param>
    /// <param name="encodings">Value of Content-Encoding.</param>
    /// <param name="maxBytes">Most bytes of a decoded body.</param>
    /// <param name="maxRatio">Most decoded bytes per encoded byte, looked at above 1 MiB.</param>
    /// <exception cref="LimitException">A limit is exceeded.</exception>
    /// <exception cref="InvalidDataException">The body is damaged from its beginning.</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encodings, long maxBytes, double maxRatio)
    {
        if (encodings is null) return body;
        var names = encodings.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > MaxEncodings) throw new LimitException($"Content-Encoding: expected at most {MaxEncodings} encodings, found {names.Length}");
        for (var i = names.Length - 1; i >= 0; i--) body = One(body, names[i].ToLowerInvariant(), maxBytes, maxRatio);
        return body;
    }

    static ReadOnlyMemory<byte> One(ReadOnlyMemory<byte> body, string encoding, long maxBytes, double maxRatio)
    {
        if (body.IsEmpty) return body;
        var head = body.Span;
        switch (encoding)
        {
            case "gzip" or "x-gzip":
                return head is [0x1F, 0x8B, ..] ? Inflate(body, s => new GZipStream(s, CompressionMode.Decompress), encoding, maxBytes, maxRatio, out _) : body;
            case "deflate":
                return IsZlib(head)
                    ? Inflate(body, s => new ZLibStream(s, CompressionMode.Decompress), encoding, maxBytes, maxRatio, out _)
                    : Guess(body, s => new DeflateStream(s, CompressionMode.Decompress), encoding, maxBytes, maxRatio);
            case "br":
                return Guess(body, s => new BrotliStream(s, CompressionMode.Decompress), encoding, maxBytes, maxRatio);
            default:
                return body;
        }
    }

    static bool IsZlib(ReadOnlySpan<byte> head) => head.Length >= 2 && (head[0] & 0x0F) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;

    /// <summary>Formats without a magic number: what cannot be decoded at all was not encoded.</summary>
    static ReadOnlyMemory<byte> Guess(ReadOnlyMemory<byte> body, Func<Stream, Stream> open, string encoding, long maxBytes, double maxRatio)
    {
        try
        {
            var decoded = Inflate(body, open, encoding, maxBytes, maxRatio, out var isWhole);
            // Any bytes decode to something for a while; what comes out of real data is longer than it.
            return isWhole || decoded.Length > body.Length ? decoded : body;
        }
        catch (InvalidDataException)
        {
            return body;
        }
    }

    static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> body, Func<Stream, Stream> open, string encoding, long maxBytes, double maxRatio, out bool isWhole)
    {
        isWhole = false;
        _ = MemoryMarshal.TryGetArray(body, out var segment);
        using var stream = open(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false));
        var target = GC.AllocateUninitializedArray<byte>((int)Math.Clamp(4L * body.Length, 4096, 1 << 20));
        var length = 0;
        while (true)
        {
            if (length == target.Length) Array.Resize(ref target, (int)Math.Min(2L * length, Array.MaxLength));
            int read;
            try
            {
                read = stream.Read(target, length, target.Length - length);
            }
            catch (Exception error) when (error is InvalidDataException or InvalidOperationException or IOException)
            {
                // BrotliStream throws the second, a zlib stream that wants a preset dictionary the third. Browsers show what they could decode; crawlers cut bodies at their limit.
                if (length > 0) break;
                throw new InvalidDataException($"Content-Encoding {encoding}: the body cannot be decoded: {error.Message}", error);
            }
            if (read == 0)
            {
                isWhole = true;
                break;
            }
            length += read;
            if (length > maxBytes) throw new LimitException($"Content-Encoding {encoding}: expected at most {maxBytes} decoded bytes, found more");
            if (length > 1 << 20 && length > maxRatio * body.Length) throw new LimitException($"Content-Encoding {encoding}: expected at most {maxRatio} decoded bytes per byte, found more");
        }
        return target.AsMemory(0, length);
    }
}
