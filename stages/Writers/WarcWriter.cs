using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Curation.Stages.Kernels;

namespace Curation.Stages.Writers;

/// <summary>
/// Writes WARC 1.1 (ISO 28500:2017), one gzip member a record or plain. The same calls give the same bytes: record ids are made of
/// the file's name, the record's place and its content, and no clock is read.
/// </summary>
public sealed class WarcWriter : IDisposable
{
    readonly Stream _target;
    readonly string _name;
    readonly bool _gzip;
    readonly MemoryStream _record = new();
    long _ordinal;

    /// <summary>A writer on a stream, which stays open.</summary>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="name">The file's name; it stands in the file's description and in the record ids.</param>
    /// <param name="gzip">Whether each record becomes a gzip member.</param>
    public WarcWriter(Stream target, string name, bool gzip = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_target, _name, _gzip) = (target, name, gzip);
    }

    /// <summary>Bytes written to the target.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>Writes the record <c>warcinfo</c>, the first of a file.</summary>
    /// <param name="date">When the file was made.</param>
    /// <param name="fields">What describes it, such as <c>software</c>.</param>
    /// <returns>The record's id.</returns>
    public string WriteInfo(DateTimeOffset date, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var block = new StringBuilder();
        foreach (var (name, value) in fields) block.Append(Line(name)).Append(": ").Append(Line(value)).Append("\r\n");
        return Write("warcinfo", date, Encoding.UTF8.GetBytes(block.ToString()), [new("WARC-Filename", _name), new("Content-Type", "application/warc-fields")]);
    }

    /// <summary>Writes a record <c>response</c> with an HTTP response: the head is made of status and headers.</summary>
    /// <param name="url">The URL that was asked for.</param>
    /// <param name="date">When it was fetched.</param>
    /// <param name="status">HTTP status, 100 to 999.</param>
    /// <param name="headers">HTTP headers in order; Content-Length is added if it is missing.</param>
    /// <param name="body">The body as it was sent.</param>
    /// <param name="more">Further WARC headers, such as <c>WARC-Truncated</c>.</param>
    /// <returns>The record's id.</returns>
    public string WriteResponse(
        string url, DateTimeOffset date, int status, IReadOnlyCollection<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body,
        IEnumerable<KeyValuePair<string, string>>? more = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 999);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\n");
        foreach (var (name, value) in headers) head.Append(Line(name)).Append(": ").Append(Line(value)).Append("\r\n");
        if (!headers.Any(h => h.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        head.Append("\r\n");
        byte[] block = [.. Encoding.UTF8.GetBytes(head.ToString()), .. body];
        return Write("response", date, block,
            [new("WARC-Target-URI", url), new("Content-Type", "application/http; msgtype=response"), new("WARC-Payload-Digest", Digest(body)), .. more ?? []]);
    }

    /// <summary>Writes a record <c>resource</c>: a file without protocol headers.</summary>
    /// <param name="url">The file's URL.</param>
    /// <param name="date">When it was taken.</param>
    /// <param name="mediaType">Its media type, parameters allowed.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>The record's id.</returns>
    public string WriteResource(string url, DateTimeOffset date, string mediaType, ReadOnlySpan<byte> content) =>
        Write("resource", date, content, [new("WARC-Target-URI", url), new("Content-Type", mediaType)]);

    /// <summary>Writes a record of any type; date, id, block digest and length are added.</summary>
    /// <param name="type">WARC-Type.</param>
    /// <param name="date">When the content was taken.</param>
    /// <param name="block">The record's block.</param>
    /// <param name="headers">WARC headers in order.</param>
    /// <returns>The record's id.</returns>
    public string Write(string type, DateTimeOffset date, ReadOnlySpan<byte> block, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var digest = Digest(block);
        var id = RecordId($"{_name}\n{_ordinal++}\n{type}\n{digest}");
        var head = new StringBuilder("WARC/1.1\r\n");
        Append(head, "WARC-Type", type);
        Append(head, "WARC-Record-ID", id);
        Append(head, "WARC-Date", date.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        foreach (var (name, value) in headers) Append(head, name, value);
        Append(head, "WARC-Block-Digest", digest);
        Append(head, "Content-Length", block.Length.ToString(CultureInfo.InvariantCulture));
        head.Append("\r\n");
        _record.SetLength(0);
        if (_gzip)
        {
            using var gzip = new GZipStream(_record, CompressionLevel.Optimal, leaveOpen: true);
            Write(gzip, head, block);
        }
        else
        {
            Write(_record, head, block);
        }
        _target.Write(_record.GetBuffer(), 0, (int)_record.Length);
        BytesWritten += _record.Length;
        return id;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _target.Flush();
        _record.Dispose();
    }

    static void Write(Stream stream, StringBuilder head, ReadOnlySpan<byte> block)
    {
        stream.Write(Encoding.UTF8.GetBytes(head.ToString()));
        stream.Write(block);
        stream.Write("\r\n\r\n"u8);
    }

    static void Append(StringBuilder head, string name, string value) => head.Append(Line(name)).Append(": ").Append(Line(value)).Append("\r\n");

    /// <summary>A header's text must not end its line.</summary>
    static string Line(string text) => text.AsSpan().IndexOfAny('\r', '\n') < 0
        ? text
        : throw new ArgumentException($"Expected a header without line ends, found '{text.ReplaceLineEndings("\\n")}'.", nameof(text));

    /// <summary>A UUID of version 8 (RFC 9562: made by a hash of one's own choice).</summary>
    static string RecordId(string name)
    {
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"<urn:uuid:{new Guid(hash, bigEndian: true)}>";
    }

    [SuppressMessage("Security", "CA5350", Justification = "The algorithm that web archives use; it finds damage, nobody trusts it for more.")]
    static string Digest(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(bytes, hash);
        return $"sha1:{Base32.Encode(hash)}";
    }
}
