using System.Buffers.Binary;
using System.IO.Hashing;

namespace Curation.Core.Results;

/// <summary>
/// How a result lies in a log: a head of 32 bytes (magic, length of the payload, key, checksum over both and the payload),
/// then the payload. A log begins with <see cref="LogHead"/>; what follows the last whole record is the tail of a write that was cut off.
/// </summary>
static class ResultRecord
{
    /// <summary>Bytes before a payload.</summary>
    public const int HeadBytes = 32;

    /// <summary>Largest payload.</summary>
    public const int MaxPayload = 256 << 20;

    const uint Magic = 0x53455243; // CRES
    const int CheckAt = 24;

    /// <summary>The first bytes of every log.</summary>
    public static ReadOnlySpan<byte> LogHead => "CURRES01"u8;

    /// <summary>Appends a record.</summary>
    public static void Write(Stream target, UInt128 key, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], payload.Length);
        BinaryPrimitives.WriteUInt128LittleEndian(head[8..], key);
        BinaryPrimitives.WriteUInt64LittleEndian(head[CheckAt..], Check(head[..CheckAt], payload));
        target.Write(head);
        target.Write(payload);
    }

    /// <summary>The payload of a record that was read whole, or null if it is not an undamaged record of that key.</summary>
    public static byte[]? Payload(ReadOnlySpan<byte> record, UInt128 key) =>
        TryHead(record, out var found, out var length) && found == key && record.Length == HeadBytes + length && IsWhole(record)
            ? record[HeadBytes..].ToArray()
            : null;

    /// <summary>Reads records from a place in a log to the last whole one.</summary>
    /// <param name="log">The log, at <paramref name="offset"/>.</param>
    /// <param name="offset">Offset of a record in the log.</param>
    /// <param name="found">Told of each record: key, offset of the record, length of its payload.</param>
    /// <returns>Offset of the end of the last whole record.</returns>
    public static long Scan(Stream log, long offset, Action<UInt128, long, int> found)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            if (log.ReadAtLeast(buffer.AsSpan(0, HeadBytes), HeadBytes, throwOnEndOfStream: false) < HeadBytes
                || !TryHead(buffer, out var key, out var length)) return offset;
            if (HeadBytes + length > buffer.Length) Array.Resize(ref buffer, HeadBytes + length);
            if (log.ReadAtLeast(buffer.AsSpan(HeadBytes, length), length, throwOnEndOfStream: false) < length
                || !IsWhole(buffer.AsSpan(0, HeadBytes + length))) return offset;
            found(key, offset, length);
            offset += HeadBytes + length;
        }
    }

    static bool TryHead(ReadOnlySpan<byte> record, out UInt128 key, out int length)
    {
        (key, length) = (0, 0);
        if (record.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(record) != Magic) return false;
        length = BinaryPrimitives.ReadInt32LittleEndian(record[4..]);
        key = BinaryPrimitives.ReadUInt128LittleEndian(record[8..]);
        return length is >= 0 and <= MaxPayload;
    }

    static bool IsWhole(ReadOnlySpan<byte> record) =>
        BinaryPrimitives.ReadUInt64LittleEndian(record[CheckAt..]) == Check(record[..CheckAt], record[HeadBytes..]);

    static ulong Check(ReadOnlySpan<byte> head, ReadOnlySpan<byte> payload)
    {
        var hash = new XxHash3();
        hash.Append(head);
        hash.Append(payload);
        return hash.GetCurrentHashAsUInt64();
    }
}
