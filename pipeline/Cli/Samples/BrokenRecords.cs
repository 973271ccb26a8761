using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Curation.Cli.Samples;

/// <summary>Records with one fault each, as members of a WARC file that are written as they are.</summary>
static class BrokenRecords
{
    static readonly ImmutableArray<string> s_failed = ["failed."];

    /// <summary>Kinds of faults, with the reasons that they may be given, and the bytes of the <paramref name="ordinal"/>-th of each.</summary>
    public static IEnumerable<(string Kind, ImmutableArray<string> Expected, byte[] Member)> Make(int ordinal)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"https://broken.example/{ordinal}");
        var page = Encoding.UTF8.GetBytes($"<html><body><p>{string.Join(' ', Enumerable.Repeat($"A sentence of the broken page number {ordinal}.", 60))}</p></body></html>");
        var whole = Member(Response(url, page));
        yield return ("member cut in the middle", s_failed, whole[..(whole.Length / 2)]);
        yield return ("member with flipped bytes", s_failed, Flip(whole));
        yield return ("Content-Length beyond the member", s_failed, Member(Response(url, page, lie: 5000)));
        yield return ("record without WARC-Type", ["failed.", "warc."], Member(Encoding.ASCII.GetBytes("WARC/1.0\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n")));
        yield return ("decompression bomb", s_failed, Member(Response(url, Gzip(new byte[200 << 20]), "Content-Encoding: gzip\r\n")));
        yield return ("tags nested 100,000 deep", ["extract.", "language.", "failed.", "gopher", "c4.", "fineweb"], Member(Response(url, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x"))));
        yield return ("empty body", ["extract.", "failed."], Member(Response(url, [])));
        yield return ("body of NUL bytes and invalid UTF-8", ["extract.", "language.", "failed.", "gopher", "c4.", "fineweb"], Member(Response(url, Noise(ordinal))));
    }

    static byte[] Response(string url, byte[] body, string headers = "", int lie = 0)
    {
        var http = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n");
        var head = string.Create(CultureInfo.InvariantCulture,
            $"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{url}:{lie}:{body.Length}>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {http.Length + body.Length + lie}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. http, .. body, .. "\r\n\r\n"u8];
    }

    static byte[] Member(byte[] record) => Gzip(record);

    static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(bytes);
        return memory.ToArray();
    }

    static byte[] Flip(byte[] member)
    {
        var flipped = member.ToArray();
        for (var i = member.Length / 3; i < member.Length / 3 + 8; i++) flipped[i] ^= 0x5A;
        return flipped;
    }

    static byte[] Noise(int seed)
    {
        var noise = new byte[4000];
        new Random(seed).NextBytes(noise);
        for (var i = 0; i < noise.Length; i++) noise[i] = (byte)(i % 3 == 0 ? 0 : noise[i] | 0x80);
        return noise;
    }
}
