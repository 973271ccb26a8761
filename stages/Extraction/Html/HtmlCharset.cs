using System.Text;
using System.Text.RegularExpressions;

namespace Curation.Stages.Extraction.Html;

/// <summary>A page's characters: by byte order mark, the protocol's header, a <c>meta</c> element, then valid UTF-8, then windows-1252.</summary>
static partial class HtmlCharset
{
    const int Prescan = 4096;

    static HtmlCharset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text; bytes that are not valid become U+FFFD, NUL characters are removed.</summary>
    public static string Decode(byte[] bytes, string? declared)
    {
        var (encoding, skip) = Choose(bytes, declared);
        return encoding.GetString(bytes.AsSpan(skip)).Replace("\0", "", StringComparison.Ordinal);
    }

    static (Encoding Encoding, int Skip) Choose(ReadOnlySpan<byte> bytes, string? declared)
    {
        if (bytes.StartsWith("\uFEFF"u8)) return (Encoding.UTF8, 3);
        if (bytes.StartsWith<byte>([0xFE, 0xFF])) return (Encoding.BigEndianUnicode, 2);
        if (bytes.StartsWith<byte>([0xFF, 0xFE])) return (Encoding.Unicode, 2);
        var meta = Meta().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Prescan)]));
        var encoding = Find(declared) ?? (meta.Success ? Find(meta.Groups[1].Value) : null);
        // Servers and templates often declare what the page is not; valid UTF-8 is hardly ever an accident.
        if (encoding is null || encoding is UTF8Encoding || !System.Text.Unicode.Utf8.IsValid(bytes)) return (encoding ?? (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.GetEncoding(1252)), 0);
        return (System.Text.Ascii.IsValid(bytes) ? encoding : Encoding.UTF8, 0);
    }

    static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        name = name.Trim().Trim('"', '\'').ToLowerInvariant();
        // The standard's aliases: what is called Latin-1 or ASCII is windows-1252 on the web, and a meta element cannot be UTF-16.
        name = name switch
        {
            "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" => "windows-1252",
            "utf8" or "utf-16" or "utf-16le" or "utf-16be" => "utf-8",
            "x-sjis" or "sjis" or "windows-31j" => "shift_jis",
            "gbk" or "gb2312" or "x-gbk" => "gb18030",
            "ks_c_5601-1987" or "euc_kr" => "euc-kr",
            _ => name,
        };
        try { return Encoding.GetEncoding(name); }
        catch (ArgumentException) { return null; }
    }

    [GeneratedRegex("""<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}
