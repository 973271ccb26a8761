using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Curation.Stages.Readers.Warc;

/// <summary>The one line before a record of an ARC file, version 1 (five fields) or 2 (ten).</summary>
/// <param name="Url">The record's URL; <c>filedesc://</c> for the file's own description.</param>
/// <param name="Date">Fourteen digits of the capture's time.</param>
/// <param name="ContentType">Media type as the server declared it.</param>
/// <param name="Length">Bytes of the record behind the line.</param>
internal readonly record struct ArcHeader(string Url, string Date, string ContentType, long Length)
{
    /// <summary>Most bytes of a line.</summary>
    public const int MaxBytes = 16 << 10;

    /// <summary>Reads a line without its end; URLs may hold spaces, as real ones do.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out ArcHeader header)
    {
        header = default;
        line = line.TrimEnd((byte)'\r');
        if (line.Length > MaxBytes || !HasScheme(line)) return false;
        Span<Range> fields = stackalloc Range[64];
        var count = Split(line, fields);
        // The date stands third from the end (version 1) or eighth (version 2).
        foreach (var date in (ReadOnlySpan<int>)[count - 3, count - 8])
        {
            if (date < 2 || !IsDate(line[fields[date]])) continue;
            var last = line[fields[count - 1]];
            if (!Utf8Parser.TryParse(last, out long length, out var used) || used != last.Length || length < 0) return false;
            header = new ArcHeader(
                Encoding.UTF8.GetString(line[..fields[date - 2].End.Value]),
                Encoding.ASCII.GetString(line[fields[date]]),
                Encoding.Latin1.GetString(line[fields[date + 1]]),
                length);
            return true;
        }
        return false;
    }

    /// <summary>The capture's time, UTC; null if the digits are no time.</summary>
    public DateTimeOffset? Time => DateTimeOffset.TryParseExact(
        Date, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    static int Split(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        var count = 0;
        foreach (var field in line.Split((byte)' '))
        {
            if (count == fields.Length) return 0;
            fields[count++] = field;
        }
        return count;
    }

    static bool HasScheme(ReadOnlySpan<byte> line)
    {
        var colon = line[..Math.Min(line.Length, 32)].IndexOf((byte)':');
        return colon > 1 && line[..colon].IndexOfAnyExceptInRange((byte)'+', (byte)'z') < 0;
    }

    static bool IsDate(ReadOnlySpan<byte> field) => field.Length is >= 8 and <= 17 && field.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
