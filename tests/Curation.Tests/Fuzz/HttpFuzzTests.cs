using Curation.Core.Errors;
using Curation.Stages.Readers.Http;
using Curation.Tests.Readers;

namespace Curation.Tests.Fuzz;

/// <summary>Damaged HTTP responses: heads, chunks, encodings.</summary>
public sealed class HttpFuzzTests
{
    static readonly byte[][] s_corpus =
    [
        MemoryInput.Utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Length: 5\r\n\r\nhello"),
        MemoryInput.Utf8("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n3\r\nabc\r\n0\r\nTrailer: x\r\n\r\n"),
        MemoryInput.Utf8("HTTP/1.0 301 Moved\nLocation: /x\n folded: line\n\n"),
        MemoryInput.Utf8("ICY 200 OK\r\nicy-name: radio\r\n\r\n"),
        [.. "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"u8, .. MemoryInput.Gzip("a body that is compressed"u8.ToArray())],
    ];

    static readonly byte[][] s_tokens = [.. new[] { "\r\n", "\r\n\r\n", "\n", ":", " ", "\t", "ffffffffffffffff\r\n", "-1\r\n", "0\r\n\r\n", "chunked", "gzip", "br", "charset=", "\0" }.Select(MemoryInput.Utf8)];

    static readonly string?[] s_encodings = [null, "gzip", "deflate", "br", "gzip, deflate, br", "x-gzip,unknown", "gzip,gzip,gzip,gzip,gzip"];

    [Fact]
    public void Parse_MutatedResponses_NeverFails()
    {
        var mutator = new Mutator(5, s_corpus, s_tokens);
        for (var i = 0; i < Mutator.Iterations; i++)
        {
            var input = mutator.Next();
            try
            {
                var head = new HttpHead();
                var length = head.Parse(input);
                Assert.InRange(length, 0, input.Length);
                _ = MediaTypes.Charset(head.Headers.Text("Content-Type"u8)) + MediaTypes.Essence(head.Headers.Text("Content-Type"u8)) + MediaTypes.Sniff(input.AsSpan(length));
                Decode(ChunkedBody.Decode(input.AsMemory(length)), s_encodings[i % s_encodings.Length]);
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"input {i}: {error}\n{Convert.ToBase64String(input)}");
            }
        }
    }

    static void Decode(ReadOnlyMemory<byte> body, string? encodings)
    {
        try { _ = ContentDecoding.Decode(body, encodings, 1 << 20, 250); }
        catch (Exception error) when (error is LimitException or InvalidDataException)
        {
            // Counted by the caller with this message.
        }
    }
}
