using Curation.Stages.Readers.Compression;

namespace Curation.Stages.Readers.Warc;

/// <summary>Where headers of WARC records begin and end.</summary>
internal static class WarcFraming
{
    /// <summary>Most bytes of a record's header lines.</summary>
    public const int MaxHeader = 64 << 10;

    /// <summary>Result of <see cref="HeaderEnd"/>: the empty line has not come yet.</summary>
    public const int Incomplete = -1;

    /// <summary>Result of <see cref="HeaderEnd"/>: another record begins before the empty line, or there are too many bytes.</summary>
    public const int Broken = -2;

    /// <summary>How lines of ARC files begin.</summary>
    static readonly byte[][] s_arcSchemes = [[.. "filedesc:"u8], [.. "http:"u8], [.. "https:"u8], [.. "dns:"u8], [.. "ftp:"u8]];

    /// <summary>Whether a version line begins here: <c>WARC/</c>, a digit, a point, a digit.</summary>
    public static bool IsVersion(ReadOnlySpan<byte> at) => at.Length >= 8 && at.StartsWith("WARC/"u8)
        && char.IsAsciiDigit((char)at[5]) && at[6] == '.' && char.IsAsciiDigit((char)at[7]);

    /// <summary>Whether these bytes may be the beginning of a WARC or ARC file's member.</summary>
    public static bool BeginsRecord(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\r\n"u8);
        if (IsVersion(head)) return true;
        foreach (var scheme in s_arcSchemes)
            if (head.StartsWith(scheme)) return true;
        return false;
    }

    /// <summary>Length of the header with version line and empty line.</summary>
    public static int HeaderEnd(ReadOnlySpan<byte> bytes)
    {
        var first = bytes.IndexOf((byte)'\n');
        if (first < 0) return bytes.Length > MaxHeader ? Broken : Incomplete;
        for (var at = first + 1; ;)
        {
            var line = bytes[at..].IndexOf((byte)'\n');
            if (line < 0) return bytes.Length > MaxHeader || IsVersion(bytes[at..]) ? Broken : Incomplete;
            if (line == 0 || (line == 1 && bytes[at] == '\r')) return at + line + 1;
            if (at > MaxHeader || IsVersion(bytes[at..])) return Broken;
            at += line + 1;
        }
    }

    /// <summary>Moves to the next genuine record of the member, or to the member's end.</summary>
    public static void Resync(Container container, Http.HeaderBlock scratch)
    {
        while (true)
        {
            var at = container.Window.IndexOf("WARC/"u8);
            if (at >= 0)
            {
                container.Advance(at);
                if (IsGenuine(container, scratch)) return;
                container.Advance(1);
                continue;
            }
            container.Advance(Math.Max(0, container.Window.Length - 4));
            if (container.Fill()) continue;
            container.Advance(container.Window.Length);
            return;
        }
    }

    /// <summary>Whether the window begins with a whole header that has a type and a length.</summary>
    static bool IsGenuine(Container container, Http.HeaderBlock scratch)
    {
        if (!container.Ensure(8) || !IsVersion(container.Window)) return false;
        var end = HeaderEnd(container.Window);
        while (end == Incomplete && container.Fill()) end = HeaderEnd(container.Window);
        if (end < 0) return false;
        scratch.Parse(container.Window[..end], 100);
        return !scratch.Value("warc-type"u8).IsEmpty && System.Buffers.Text.Utf8Parser.TryParse(scratch.Value("content-length"u8), out long _, out var _);
    }
}
