namespace Curation.Stages.Readers.Http;

/// <summary>Removes the chunked transfer coding (RFC 9112, 7.1), also where it is declared wrongly.</summary>
internal static class ChunkedBody
{
    const int MaxSizeLine = 4096;

    /// <summary>
    /// The body without its chunks. What does not begin with a chunk is no chunked body and stays as it is; what stops being
    /// chunks in the middle stays as it is from there; a last chunk that is cut gives what is there.
    /// </summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body)
    {
        var bytes = body.Span;
        if (!TrySize(bytes, out var size, out var at)) return body;
        // One whole chunk is common and needs no copy.
        if (IsOnly(bytes, at, size)) return body.Slice(at, (int)size);
        var target = GC.AllocateUninitializedArray<byte>(bytes.Length - at);
        var length = 0;
        while (size > 0)
        {
            var take = (int)Math.Min(size, bytes.Length - at);
            bytes.Slice(at, take).CopyTo(target.AsSpan(length));
            length += take;
            at += take;
            if (take < size || at >= bytes.Length) break;
            var next = at;
            if (bytes[next..].StartsWith("\r\n"u8)) next += 2;
            else if (bytes[next] == '\n') next++;
            if (next >= bytes.Length) break;
            if (!TrySize(bytes[next..], out size, out var head))
            {
                bytes[at..].CopyTo(target.AsSpan(length));
                length += bytes.Length - at;
                break;
            }
            at = next + head;
        }
        return target.AsMemory(0, length);
    }

    static bool IsOnly(ReadOnlySpan<byte> bytes, int at, long size)
    {
        if (size <= 0 || size > bytes.Length - at) return false;
        var rest = bytes[(at + (int)size)..];
        if (rest.StartsWith("\r\n"u8)) rest = rest[2..];
        return TrySize(rest, out var last, out _) && last == 0;
    }

    /// <summary>Reads <c>size [;extensions] CRLF</c>.</summary>
    static bool TrySize(ReadOnlySpan<byte> bytes, out long size, out int length)
    {
        size = 0;
        length = 0;
        var line = bytes[..Math.Min(bytes.Length, MaxSizeLine)].IndexOf((byte)'\n');
        if (line < 0) return false;
        var digits = 0;
        while (digits < line && digits < 16 && Hex(bytes[digits]) is var digit and >= 0)
        {
            size = (size << 4) | (uint)digit;
            digits++;
        }
        length = line + 1;
        if (digits == 0 || size < 0) return false;
        var rest = bytes[digits..line].Trim(" \t\r"u8);
        return rest.IsEmpty || rest[0] == ';';
    }

    static int Hex(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };
}
