using System.Diagnostics;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Readers.Warc;
using Curation.Tests.Readers;
using Curation.Tests.Readers.Warc;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged archives: no crash, no hang, every item accounted for, in bounded time.</summary>
public sealed class WarcFuzzTests
{
    static readonly byte[][] s_tokens =
    [
        .. new[] { "WARC/1.0\r\n", "WARC/1.1\r\n", "WARC-Type: response\r\n", "WARC-Type: revisit\r\n", "Content-Length: 0\r\n", "Content-Length: 99999999999\r\n", "Content-Length: -1\r\n", "\r\n\r\n", "\n\n",
            "HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: br, deflate\r\n", "ffffffff\r\n", "0\r\n\r\n", "http://a/ 1.1.1.1 20200101000000 text/html 10\n", "filedesc://x 1.1.1.1 20200101000000 text/plain 5\n" }.Select(MemoryInput.Utf8),
        [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], [0], new byte[64],
    ];

    static readonly byte[][] s_plain =
    [
        WarcText.Response("<p>one</p>", "<1>"),
        [.. WarcText.Response("two", "<2>"), .. WarcText.Record("warcinfo", "software: x\r\n", "<3>", contentType: "application/warc-fields"), .. WarcText.Response("three", "<4>")],
        WarcText.Record("response", WarcText.Http("5\r\nhello\r\n0\r\n\r\n", "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"), "<5>"),
        WarcText.Record("response", WarcText.Http(System.Text.Encoding.Latin1.GetString(MemoryInput.Gzip("zipped"u8.ToArray())), "Content-Encoding: gzip\r\n"), "<6>"),
        WarcText.Record("conversion", "plain text", "<7>", contentType: "text/plain"),
        WarcText.Record("revisit", WarcText.Http(""), "<8>", "WARC-Profile: x\r\nWARC-Truncated: length\r\n"),
        MemoryInput.Utf8("filedesc://a.arc 0.0.0.0 20010101000000 text/plain 20\n1 0 InternetArchive\n\nhttp://e.org/ 1.2.3.4 20010101000000 text/html 30\nHTTP/1.0 200 OK\r\n\r\n<p>arc</p>\n"),
    ];

    [Theory]
    [InlineData("fuzz.warc", 1)]
    [InlineData("fuzz.warc.gz", 2)]
    [InlineData("fuzz.warc.zst", 3)]
    [InlineData("fuzz.arc", 4)]
    public void Read_MutatedArchives_GivesItemsWithinTimeAndMemory(string name, int seed)
    {
        byte[][] corpus = Path.GetExtension(name) switch
        {
            ".gz" => [.. s_plain.Select(MemoryInput.Gzip), [.. s_plain.SelectMany(MemoryInput.Gzip)]],
            ".zst" => [.. s_plain.Select(MemoryInput.Zstd), [.. s_plain.SelectMany(MemoryInput.Zstd)]],
            _ => [.. s_plain, [.. s_plain.SelectMany(p => p)]],
        };
        var mutator = new Mutator(seed, corpus, s_tokens);
        var reader = new WarcReader(new());
        for (var i = 0; i < Mutator.Iterations; i++)
        {
            var input = mutator.Next();
            var (started, allocated) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                foreach (var item in reader.Read(MemoryInput.Of(input, name), CancellationToken.None))
                    if (item is ReadItem.Found found) Open(found);
            }
            catch (InputException)
            {
                // What is no archive at all is refused as a whole.
            }
            catch (Exception error)
            {
                Assert.Fail($"input {i} of seed {seed}: {error}\n{Convert.ToBase64String(input)}");
            }
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), $"input {i} of seed {seed} took {Stopwatch.GetElapsedTime(started)}\n{Convert.ToBase64String(input)}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 64 << 20);
        }
    }

    static void Open(ReadItem.Found found)
    {
        try
        {
            using var payload = found.Document.Payload!.Open();
            payload.CopyTo(Stream.Null);
        }
        catch (Exception error) when (error is LimitException or InvalidDataException)
        {
            // The stage that opens it counts it.
        }
    }
}
