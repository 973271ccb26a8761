using System.Text;
using System.Text.Unicode;

namespace Curation.Stages.Readers.Http;

/// <summary>Media types from headers and, where there are none, from the first bytes.</summary>
internal static class MediaTypes
{
    /// <summary>The type without parameters, lower case; null if the value has none.</summary>
    public static string? Essence(string? contentType)
    {
        if (contentType is null) return null;
        var end = contentType.AsSpan().IndexOfAny(';', ',', ' ');
        var type = (end < 0 ? contentType : contentType[..end]).Trim().ToLowerInvariant();
        return type.Contains('/', StringComparison.Ordinal) ? type : null;
    }

    /// <summary>The parameter <c>charset</c>, as written without quotes; null if there is none.</summary>
    public static string? Charset(string? contentType)
    {
        if (contentType is null) return null;
        var at = contentType.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = contentType.AsSpan(at + 7).TrimStart();
        if (value is not ['=', ..]) return null;
        value = value[1..].Trim().TrimStart('"').TrimStart('\'');
        var end = value.IndexOfAny("\"'; ,");
        var charset = (end < 0 ? value : value[..end]).ToString();
        return charset.Length == 0 ? null : charset;
    }

    /// <summary>What the first bytes look like.</summary>
    public static string Sniff(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, 1024)];
        if (head.StartsWith("%PDF-"u8)) return "application/pdf";
        if (head is [0x89, (byte)'P', (byte)'N', (byte)'G', ..]) return "image/png";
        if (head is [0xFF, 0xD8, 0xFF, ..]) return "image/jpeg";
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8)) return "image/tiff";
        if (head.StartsWith("GIF8"u8)) return "image/gif";
        if (head.StartsWith("PK\x03\x04"u8)) return "application/zip";
        if (head is [0x1F, 0x8B, ..]) return "application/gzip";
        var text = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (Has(text, "<!doctype html") || Has(text, "<html") || Has(text, "<head") || Has(text, "<body") || Has(text, "<title")) return "text/html";
        if (text.StartsWith("<?xml", StringComparison.Ordinal)) return "application/xml";
        if (head.IndexOf((byte)0) >= 0) return "application/octet-stream";
        return IsUtf8(head) ? "text/plain" : "application/octet-stream";
    }

    static bool Has(string text, string tag) => text.Contains(tag, StringComparison.OrdinalIgnoreCase);

    /// <summary>Valid UTF-8, a last character that is cut allowed.</summary>
    static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut <= head.Length; cut++)
            if (Utf8.IsValid(head[..^cut])) return true;
        return false;
    }
}
