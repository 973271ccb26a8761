namespace Curation.Stages.Readers.Http;

/// <summary>The head of an HTTP response, read leniently.</summary>
internal sealed class HttpHead
{
    /// <summary>Most bytes of a head.</summary>
    public const int MaxBytes = 256 << 10;

    const int MaxHeaders = 1000;

    /// <summary>Headers.</summary>
    public HeaderBlock Headers { get; } = new();

    /// <summary>The status line's number; 0 if it has none.</summary>
    public int Status { get; private set; }

    /// <summary>Reads the head of a response; 0 if the bytes do not begin with one (an HTTP/0.9 answer, or no HTTP at all).</summary>
    /// <returns>Bytes of the head, the empty line included; all of them if the response ends inside its head.</returns>
    public int Parse(ReadOnlySpan<byte> response)
    {
        Status = 0;
        if (!response.StartsWith("HTTP/"u8) && !response.StartsWith("ICY "u8))
        {
            Headers.Parse([], 0);
            return 0;
        }
        var limited = response[..Math.Min(response.Length, MaxBytes)];
        var line = limited.IndexOf((byte)'\n');
        if (line < 0) line = limited.Length - 1;
        Status = StatusOf(limited[..(line + 1)]);
        var rest = limited[(line + 1)..];
        var length = HeaderBlock.EndOf(rest);
        if (length < 0) length = rest.Length;
        Headers.Parse(rest[..length], MaxHeaders);
        return line + 1 + length;
    }

    static int StatusOf(ReadOnlySpan<byte> line)
    {
        var space = line.IndexOf((byte)' ');
        if (space < 0) return 0;
        line = line[space..].TrimStart((byte)' ');
        return line.Length >= 3 && char.IsAsciiDigit((char)line[0]) && char.IsAsciiDigit((char)line[1]) && char.IsAsciiDigit((char)line[2])
            ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + (line[2] - '0')
            : 0;
    }
}
