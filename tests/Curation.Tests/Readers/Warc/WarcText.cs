using System.Globalization;
using System.Text;

namespace Curation.Tests.Readers.Warc;

/// <summary>Records of WARC files, written out.</summary>
static class WarcText
{
    public static byte[] Record(string type, string block, string id = "<urn:uuid:1>", string? extra = null, long? length = null, string contentType = "application/http; msgtype=response")
    {
        var bytes = Encoding.Latin1.GetBytes(block);
        var head = $"WARC/1.1\r\nWARC-Type: {type}\r\nWARC-Target-URI: http://example.org/\r\nWARC-Date: 2024-05-01T10:00:00Z\r\nWARC-Record-ID: {id}\r\n"
            + $"Content-Type: {contentType}\r\n{extra}Content-Length: {(length ?? bytes.Length).ToString(CultureInfo.InvariantCulture)}\r\n\r\n";
        return [.. Encoding.UTF8.GetBytes(head), .. bytes, .. "\r\n\r\n"u8];
    }

    public static string Http(string body, string headers = "Content-Type: text/html; charset=utf-8\r\n", int status = 200) =>
        $"HTTP/1.1 {status} OK\r\n{headers}\r\n{body}";

    public static byte[] Response(string body, string id) => Record("response", Http(body), id);
}
