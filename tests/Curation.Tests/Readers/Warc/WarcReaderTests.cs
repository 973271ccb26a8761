using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Warc;

namespace Curation.Tests.Readers.Warc;

public sealed class WarcReaderTests
{
    static readonly WarcReader s_reader = new(new());

    static readonly byte[][] s_three = [WarcText.Response("<p>one", "<a>"), WarcText.Response("<p>two, longer", "<b>"), WarcText.Response("<p>three", "<c>")];

    static byte[] Join(IEnumerable<byte[]> parts) => [.. parts.SelectMany(p => p)];

    static string[] Bodies(IEnumerable<ReadItem> items) => [.. items.Documents().Select(d => Encoding.UTF8.GetString(d.Bytes()))];

    public static TheoryData<string> Packings => ["plain", "gzip-records", "gzip-file", "gzip-blocks", "zstd-records", "zstd-file"];

    static byte[] Pack(string packing, byte[][] records) => packing switch
    {
        "plain" => Join(records),
        "gzip-records" => Join(records.Select(MemoryInput.Gzip)),
        "gzip-file" => MemoryInput.Gzip(Join(records)),
        "gzip-blocks" => Join(Join(records).Chunk(50).Select(MemoryInput.Gzip)),
        "zstd-records" => Join(records.Select(MemoryInput.Zstd)),
        _ => MemoryInput.Zstd(Join(records)),
    };

    [Theory]
    [MemberData(nameof(Packings))]
    public void Read_AnyPacking_GivesTheSameRecords(string packing)
    {
        var items = s_reader.All(MemoryInput.Of(Pack(packing, s_three)));
        Assert.Equal(["<p>one", "<p>two, longer", "<p>three"], Bodies(items));
        Assert.Equal(3, items.Count);
    }

    [Fact]
    public void Read_Response_FillsDocument()
    {
        var bytes = WarcText.Record("response", WarcText.Http("<p>x"), "<urn:uuid:7>", "WARC-Truncated: length\r\nWARC-Payload-Digest: sha1:ABC\r\nWARC-Identified-Payload-Type: application/xhtml+xml\r\n");
        var item = Assert.IsType<ReadItem.Found>(Assert.Single(s_reader.All(MemoryInput.Of(MemoryInput.Gzip(bytes)))));
        var document = item.Document;

        Assert.Equal(DocumentId.OfRecord("crawl", "<urn:uuid:7>"), document.Id);
        Assert.Equal("http://example.org/", document.Url);
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 10, 0, 0, TimeSpan.Zero), document.Date);
        Assert.Equal(new Provenance("a/file", 0, MemoryInput.Gzip(bytes).Length) { RecordId = "<urn:uuid:7>", Digest = "sha1:ABC", Truncated = "length" }, document.Provenance);
        Assert.Equal(("application/xhtml+xml", "utf-8", 200), (document.Payload!.MediaType, document.Payload.Charset, document.Payload.Status));
        Assert.Equal("length", document.Payload.ContainerHeaders["warc-truncated"]);
        Assert.Equal(MemoryInput.Gzip(bytes).Length, item.Next);
    }

    [Theory]
    [InlineData("warcinfo", "warc.warcinfo")]
    [InlineData("request", "warc.request")]
    [InlineData("metadata", "warc.metadata")]
    [InlineData("revisit", "warc.revisit")]
    [InlineData("odd", "warc.unknown-type")]
    public void Read_OtherTypes_AreSkippedWithReason(string type, string reason) =>
        Assert.Equal(reason, Assert.IsType<ReadItem.Skipped>(Assert.Single(s_reader.All(MemoryInput.Of(WarcText.Record(type, "x"))))).Reason.Id);

    [Fact]
    public void Read_Options_SkipStatusMediaTypeAndTruncated()
    {
        var reader = new WarcReader(new() { MediaTypes = ["text/html"], Truncated = TruncatedRecords.Drop });
        var bytes = Join([
            WarcText.Record("response", WarcText.Http("x", status: 404)),
            WarcText.Record("response", WarcText.Http("x", "Content-Type: text/css\r\n")),
            WarcText.Record("response", WarcText.Http("x"), extra: "WARC-Truncated: time\r\n"),
            WarcText.Record("resource", "<html>", contentType: ""),
        ]);

        var items = reader.All(MemoryInput.Of(bytes));

        Assert.Equal(["warc.status", "warc.media-type", "warc.truncated"], items.OfType<ReadItem.Skipped>().Select(s => s.Reason.Id));
        Assert.All(items.OfType<ReadItem.Skipped>(), s => Assert.Equal("http://example.org/", s.Url));
        Assert.Equal("text/html", Assert.Single(items.Documents()).Payload!.MediaType);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip-records")]
    [InlineData("zstd-records")]
    public void Read_EverySlicing_GivesEachRecordOnce(string packing)
    {
        var bytes = Pack(packing, s_three);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var items = s_reader.All(MemoryInput.Of(bytes, end: cut)).Concat(s_reader.All(MemoryInput.Of(bytes, start: cut)));
            Assert.Equal(["<p>one", "<p>two, longer", "<p>three"], Bodies(items));
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip-records")]
    public void Read_FromNext_GoesOnBehindTheItem(string packing)
    {
        var bytes = Pack(packing, s_three);
        var first = s_reader.All(MemoryInput.Of(bytes))[0];
        Assert.Equal(["<p>two, longer", "<p>three"], Bodies(s_reader.All(MemoryInput.Of(bytes, start: first.Next))));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    [InlineData(200)]
    [InlineData(100_000)]
    [InlineData(3_000_000_000)]
    public void Read_LyingContentLength_FailsAndGoesOnAtTheNextRecord(long error)
    {
        var lying = WarcText.Record("response", WarcText.Http("<p>bad body"), "<x>", length: WarcText.Http("<p>bad body").Length + error);
        foreach (var packing in (string[])["plain", "gzip-records", "zstd-records"])
        {
            var items = s_reader.All(MemoryInput.Of(Pack(packing, [s_three[0], lying, s_three[1]])));
            Assert.Equal(["<p>one", "<p>two, longer"], Bodies(items));
            Assert.Contains("Content-Length", Assert.Single(items.OfType<ReadItem.Failed>()).Detail + "maxRecordBytes Content-Length", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\n\r\n")]
    [InlineData("WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n")]
    [InlineData("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: x\r\n\r\n")]
    [InlineData("WARC/1.0\r\n")]
    [InlineData("garbage\0\0 in between")]
    public void Read_MissingHeaders_FailAndGoOn(string bad)
    {
        foreach (var packing in (string[])["plain", "gzip-records", "gzip-file"])
        {
            var items = s_reader.All(MemoryInput.Of(Pack(packing, [s_three[0], Encoding.UTF8.GetBytes(bad), s_three[1]])));
            Assert.Equal(["<p>one", "<p>two, longer"], Bodies(items));
            Assert.Contains("a/file at byte", Assert.Single(items.OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_DamagedMembers_FailAtTheirOffsetAndOthersAreRead()
    {
        var members = s_three.Select(MemoryInput.Gzip).ToArray();
        for (var at = 0; at < members[1].Length; at++)
        {
            var truncated = Join([members[0], members[1][..at], members[2]]);
            var items = s_reader.All(MemoryInput.Of(truncated));
            Assert.True(Bodies(items) is ["<p>one", "<p>three"], $"cut at {at} of {members[1].Length}: {string.Join('\n', items)}");
            if (at > 0) Assert.Equal(members[0].Length, Assert.Single(items.OfType<ReadItem.Failed>()).Provenance.Offset);
        }
    }

    [Fact]
    public void Read_WrongChecksum_Fails()
    {
        var members = s_three.Select(MemoryInput.Gzip).ToArray();
        members[1][^6] ^= 1;
        var items = s_reader.All(MemoryInput.Of(Join(members)));
        Assert.Equal(["<p>one", "<p>three"], Bodies(items));
        Assert.Contains("incorrect data check", Assert.Single(items.OfType<ReadItem.Failed>()).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OversizeRecord_FailsAsLimitAndOthersAreRead()
    {
        var reader = new WarcReader(new() { MaxRecordBytes = 1024 });
        foreach (var packing in Packings)
        {
            var items = reader.All(MemoryInput.Of(Pack(packing.Data, [s_three[0], WarcText.Response(new string('a', 500_000), "<big>"), s_three[1]])));
            Assert.Equal(["<p>one", "<p>two, longer"], Bodies(items));
            Assert.Equal(FailureReasons.Limit, Assert.Single(items.OfType<ReadItem.Failed>()).Reason);
        }
    }

    [Fact]
    public void Read_EmptyFile_GivesNothing() => Assert.Empty(s_reader.All(MemoryInput.Of([])));

    [Fact]
    public void Read_Arc_GivesRecords()
    {
        const string Block = "HTTP/1.1 200 OK\nContent-Type: text/html\n\nhello";
        var arc = $"filedesc://x.arc 0.0.0.0 20240501100000 text/plain 3\n1 0\n\nhttp://example.org/a b 1.2.3.4 20240501100000 text/html {Block.Length}\n{Block}\n";
        var items = s_reader.All(MemoryInput.Of(Encoding.ASCII.GetBytes(arc)));
        Assert.Equal(["hello"], Bodies(items));
        Assert.Equal("http://example.org/a b", items.Documents()[0].Url);
        Assert.IsType<ReadItem.Skipped>(items[0]);
    }
}
