using System.Text;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Warc;
using Curation.Stages.Writers;
using Curation.Tests.Readers;

namespace Curation.Tests.Writers;

public sealed class WarcWriterTests
{
    static readonly DateTimeOffset s_date = new(2024, 5, 1, 12, 0, 0, TimeSpan.FromHours(2));

    static byte[] Sample(bool gzip)
    {
        using var target = new MemoryStream();
        using (var writer = new WarcWriter(target, "sample.warc.gz", gzip))
        {
            writer.WriteInfo(s_date, [new("software", "curate")]);
            writer.WriteResponse("http://example.org/ä", s_date, 200, [new("Content-Type", "text/html")], "<p>one"u8);
            writer.WriteResponse("http://example.org/2", s_date, 200, [], "<html>"u8, [new("WARC-Truncated", "length")]);
            writer.WriteResource("file:///a.txt", s_date, "text/plain", "plain"u8);
            Assert.Equal(target.Length, writer.BytesWritten);
        }
        return target.ToArray();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_ReadBack_GivesEverythingWithRightDigests(bool gzip)
    {
        var items = new WarcReader(new() { CheckDigests = true }).All(MemoryInput.Of(Sample(gzip), "sample.warc.gz"));

        Assert.Equal("warc.warcinfo", Assert.IsType<ReadItem.Skipped>(items[0]).Reason.Id);
        var documents = items.Documents();
        Assert.Equal(["<p>one", "<html>", "plain"], documents.Select(d => Encoding.UTF8.GetString(d.Bytes())));
        Assert.Equal(["http://example.org/ä", "http://example.org/2", "file:///a.txt"], documents.Select(d => d.Url));
        Assert.Equal(["text/html", "text/html", "text/plain"], documents.Select(d => d.Payload!.MediaType));
        Assert.All(documents, d => Assert.Equal(s_date, d.Date));
        Assert.Equal([null, "length", null], documents.Select(d => d.Provenance.Truncated));
        Assert.Equal(3, documents.Select(d => d.Id).Distinct().Count());
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(Sample(true), Sample(true));

    [Fact]
    public void Write_Records_CanBeReadByTheirOffsets()
    {
        var bytes = Sample(true);
        foreach (var item in new WarcReader(new()).All(MemoryInput.Of(bytes)).Documents())
        {
            var part = bytes.AsSpan((int)item.Provenance.Offset, (int)item.Provenance.Length).ToArray();
            Assert.Equal(item.Id, Assert.Single(new WarcReader(new()).All(MemoryInput.Of(part)).Documents()).Id);
        }
    }

    [Fact]
    public void Write_HeaderWithLineEnd_Throws()
    {
        using var writer = new WarcWriter(new MemoryStream(), "x");
        Assert.Throws<ArgumentException>(() => writer.WriteResource("http://a/\r\nWARC-Type: x", s_date, "text/plain", []));
    }

    [Theory]
    [InlineData("sha1:", "X")]
    [InlineData("sha256:", "X")]
    public void Read_WrongDigest_Fails(string algorithm, string digits)
    {
        var stated = algorithm == "sha1:" ? algorithm + new string('A', 32) : algorithm + new string('0', 64);
        var bytes = Readers.Warc.WarcText.Record("response", Readers.Warc.WarcText.Http(digits), extra: $"WARC-Block-Digest: {stated}\r\n");

        Assert.Contains(stated, Assert.IsType<ReadItem.Failed>(Assert.Single(new WarcReader(new() { CheckDigests = true }).All(MemoryInput.Of(bytes)))).Detail, StringComparison.Ordinal);
        Assert.IsType<ReadItem.Found>(Assert.Single(new WarcReader(new()).All(MemoryInput.Of(bytes))));
    }
}
