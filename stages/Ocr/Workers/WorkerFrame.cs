using System.Buffers.Binary;

namespace Curation.Ocr.Workers;

/// <summary>What a worker process and its owner say to each other: a length in four bytes, a kind in one, then that many bytes.</summary>
static class WorkerFrame
{
    /// <summary>Kinds of frames.</summary>
    public const byte Recognize = (byte)'R', Decode = (byte)'D', Done = (byte)'=', Failed = (byte)'!', Unusable = (byte)'?';

    /// <summary>Most bytes of a frame: a page of 250 million pixels.</summary>
    public const int Most = 256 << 20;

    const int Header = 5;

    /// <summary>Writes a frame in parts.</summary>
    public static async Task WriteAsync(Stream stream, byte kind, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var header = new byte[Header];
        BinaryPrimitives.WriteInt32LittleEndian(header, head.Length + body.Length);
        header[4] = kind;
        await stream.WriteAsync(header, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(head, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a frame; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The length cannot be.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the frame.</exception>
    public static async Task<(byte Kind, byte[] Body)?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var header = new byte[Header];
        var read = await stream.ReadAtLeastAsync(header, Header, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0) return null;
        if (read < Header) throw new EndOfStreamException();
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length is < 0 or > Most) throw new InvalidDataException($"a frame of {length} bytes");
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken).ConfigureAwait(false);
        return (header[4], body);
    }
}
