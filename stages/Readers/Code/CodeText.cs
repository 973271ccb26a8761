using System.Text;
using System.Text.Unicode;

namespace Curation.Stages.Readers.Code;

/// <summary>Characters of source files.</summary>
internal static class CodeText
{
    /// <summary>The text and its encoding; null if that cannot be told.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string encoding)
    {
        encoding = "utf-8";
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            encoding = "utf-16";
            return (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
        }
        if (Utf8.IsValid(bytes)) return Encoding.UTF8.GetString(bytes);
        // Names in comments of older files: few letters above ASCII, and none where Latin-1 has control characters.
        encoding = "iso-8859-1";
        if (bytes.IndexOfAnyInRange((byte)0x80, (byte)0x9F) >= 0) return null;
        var high = 0;
        foreach (var value in bytes) high += value >> 7;
        return high <= 4 + bytes.Length / 50 ? Encoding.Latin1.GetString(bytes) : null;
    }
}
