using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Readers.Warc;

namespace Curation.Tests.Readers.Warc;

/// <summary>Input that was damaged or made to harm.</summary>
public sealed class BadInputTests
{
    static readonly WarcReader s_reader = new(new());

    static byte[] Head(long length) =>
        Encoding.ASCII.GetBytes($"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <big>\r\nContent-Length: {length}\r\n\r\n");

    /// <summary>A file of these parts that is not held in memory; a number stands for so many letters.</summary>
    static ReaderInput Virtual(bool sizeKnown, params object[] parts)
    {
        var size = parts.Sum(p => p is byte[] bytes ? bytes.Length : (long)p);
        return new ReaderInput
        {
            Name = "big.warc",
            Source = "crawl",
            Size = sizeKnown ? size : -1,
            Open = offset => new VirtualStream(parts) { Position = offset },
        };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_RecordOfThreeGigabytes_FailsAsLimitInLittleMemory(bool sizeKnown)
    {
        const long Length = 3_000_000_000;
        var input = Virtual(sizeKnown, WarcText.Response("one", "<1>"), Head(Length), Length, "\r\n\r\n"u8.ToArray(), WarcText.Response("two", "<2>"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var items = s_reader.All(input);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        Assert.Equal(2, items.Documents().Length);
        var failed = Assert.IsType<ReadItem.Failed>(items[1]);
        Assert.Equal(FailureReasons.Limit, failed.Reason);
        Assert.Contains("found 3000000000", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_BombInAMember_FailsAsLimitAndOthersAreRead()
    {
        byte[] bomb = [.. Head(2_000_000_000), .. new byte[100 << 20]];
        byte[] bytes = [.. MemoryInput.Gzip(WarcText.Response("one", "<1>")), .. MemoryInput.Gzip(bomb), .. MemoryInput.Gzip(WarcText.Response("two", "<2>"))];

        var items = s_reader.All(MemoryInput.Of(bytes));

        Assert.Equal(2, items.Documents().Length);
        Assert.Equal(FailureReasons.Limit, Assert.Single(items.OfType<ReadItem.Failed>()).Reason);
    }

    [Fact]
    public void Open_BombInABody_IsALimit()
    {
        var body = Encoding.Latin1.GetString(MemoryInput.Gzip(new byte[20 << 20]));
        var document = Assert.Single(s_reader.All(MemoryInput.Of(WarcText.Record("response", WarcText.Http(body, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")))).Documents());
        Assert.Throws<LimitException>(document.Bytes);
    }

    [Fact]
    public void Read_NulBytesAndInvalidUtf8_StayInThePayload()
    {
        var body = "a\0b\xFF\xFE";
        var document = Assert.Single(s_reader.All(MemoryInput.Of(WarcText.Record("response", WarcText.Http(body)))).Documents());
        Assert.Equal(Encoding.Latin1.GetBytes(body), document.Bytes());
    }

    [Fact]
    public void Read_InvalidUtf8AndNulInHeaders_DoNotFail()
    {
        var bytes = WarcText.Record("response", WarcText.Http("x"), extra: "X-Odd: \0\r\nWARC-Truncated: l\r\n");
        bytes[Array.LastIndexOf(bytes, (byte)'l', bytes.AsSpan().IndexOf("WARC-Truncated: l"u8) + 16)] = 0xFF;
        var document = Assert.Single(s_reader.All(MemoryInput.Of(bytes)).Documents());
        Assert.Equal("\u00FF", document.Provenance.Truncated);
    }

    [Fact]
    public void Read_EndlessHeader_FailsAndGoesOn()
    {
        byte[] endless = [.. "WARC/1.0\r\n"u8, .. Enumerable.Repeat("X: y\r\n"u8.ToArray(), 50_000).SelectMany(b => b)];
        byte[] bytes = [.. WarcText.Response("one", "<1>"), .. endless, .. WarcText.Response("two", "<2>")];
        var items = s_reader.All(MemoryInput.Of(bytes));
        Assert.Equal(2, items.Documents().Length);
        Assert.IsType<ReadItem.Failed>(items[1]);
    }

    [Fact]
    public void Read_ManyFalseStarts_TakesLinearTime()
    {
        // A million beginnings of records, none of them one: seconds if each looked at the rest, hours if each looked at all.
        byte[] bytes = [.. WarcText.Response("one", "<1>"), .. Enumerable.Repeat("WARC/1.0\na:\n"u8.ToArray(), 1_000_000).SelectMany(b => b), .. "\n"u8, .. WarcText.Response("two", "<2>")];
        var items = s_reader.All(MemoryInput.Of(bytes));
        Assert.Equal(2, items.Documents().Length);
    }

    [Fact]
    public void Read_ManyFalseMembers_AreScannedOver()
    {
        byte[] bytes = [.. MemoryInput.Gzip(WarcText.Response("one", "<1>")), .. Enumerable.Repeat(new byte[] { 0x1F, 0x8B, 8, 0, 0 }, 100_000).SelectMany(b => b), .. MemoryInput.Gzip(WarcText.Response("two", "<2>"))];
        var items = s_reader.All(MemoryInput.Of(bytes));
        Assert.Equal(2, items.Documents().Length);
        Assert.Single(items.OfType<ReadItem.Failed>());
    }

    [Theory]
    [InlineData("just text, no archive")]
    [InlineData("\0\0\0\0")]
    [InlineData("WARC/")]
    [InlineData("http://a 1.2.3.4 20240501100000 text/html 99999999999999999999\nx")]
    public void Read_OtherFile_FailsOnce(string text) =>
        Assert.IsType<ReadItem.Failed>(Assert.Single(s_reader.All(MemoryInput.Of(MemoryInput.Utf8(text)))));

    [Fact]
    public void Read_ZeroPadding_IsNoDamage()
    {
        byte[] bytes = [.. MemoryInput.Gzip(WarcText.Response("one", "<1>")), .. new byte[10_000]];
        Assert.Single(s_reader.All(MemoryInput.Of(bytes)));
    }

    sealed class VirtualStream(object[] parts) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var at = Position;
            foreach (var part in parts)
            {
                var length = part is byte[] bytes ? bytes.Length : (long)part;
                if (at >= length)
                {
                    at -= length;
                    continue;
                }
                var take = (int)Math.Min(buffer.Length, length - at);
                if (part is byte[] content) content.AsSpan((int)at, take).CopyTo(buffer);
                else buffer[..take].Fill((byte)'x');
                Position += take;
                return take;
            }
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
