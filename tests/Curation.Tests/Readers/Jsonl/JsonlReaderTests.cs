using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Jsonl;

namespace Curation.Tests.Readers.Jsonl;

public sealed class JsonlReaderTests
{
    const string Two = "{\"id\":\"x\",\"text\":\"one\"}\n{\"text\":\"two\"}\r\n";

    static readonly JsonlReader s_reader = new(new());

    [Fact]
    public void Read_TwoLines_GivesIdOfRecordAndIdOfPlace()
    {
        var documents = s_reader.All(MemoryInput.Of(MemoryInput.Utf8(Two))).Documents();

        Assert.Equal(["one", "two"], documents.Select(d => d.Text));
        Assert.Equal(DocumentId.OfRecord("crawl", "x"), documents[0].Id);
        Assert.Equal(DocumentId.OfPosition("crawl", "a/file", 24), documents[1].Id);
        Assert.Equal(new Provenance("a/file", 0, 24) { RecordId = "x" }, documents[0].Provenance);
    }

    [Fact]
    public void Read_CompressedMembers_GiveTheSameDocuments()
    {
        var plain = MemoryInput.Utf8(Two);
        byte[][] packed = [MemoryInput.Gzip(plain), [.. MemoryInput.Gzip(plain[..10]), .. MemoryInput.Gzip(plain[10..])], MemoryInput.Zstd(plain)];

        foreach (var bytes in packed)
            Assert.Equal(["one", "two"], s_reader.All(MemoryInput.Of(bytes)).Documents().Select(d => d.Text));
    }

    [Theory]
    [InlineData("{\"text\":1}", "a number")]
    [InlineData("{\"id\":\"a\"}", "'text'")]
    [InlineData("[1]", "an array")]
    [InlineData("{\"text\":\"a\"", "JSON")]
    [InlineData("{\"text\":\"\\ud800\"}", "surrogate")]
    [InlineData("\0", "JSON")]
    public void Read_BadLine_FailsWithLineAndOffsetAndGoesOn(string bad, string says)
    {
        var items = s_reader.All(MemoryInput.Of(MemoryInput.Utf8("{\"text\":\"a\"}\n" + bad + "\n{\"text\":\"b\"}\n")));

        var failed = Assert.IsType<ReadItem.Failed>(items[1]);
        Assert.Contains("line 2, at byte 13", failed.Detail, StringComparison.Ordinal);
        Assert.Contains(says, failed.Detail, StringComparison.Ordinal);
        Assert.Equal(["a", "b"], items.Documents().Select(d => d.Text));
    }

    [Fact]
    public void Read_InvalidUtf8_Fails()
    {
        byte[] bytes = [.. "{\"text\":\""u8, 0xFF, .. "\"}\n"u8];
        Assert.Contains("UTF-8", Assert.IsType<ReadItem.Failed>(s_reader.All(MemoryInput.Of(bytes))[0]).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongLine_FailsAsLimit()
    {
        var reader = new JsonlReader(new() { MaxLineBytes = 1024 });
        foreach (var length in (int[])[1100, 3_000_000])
        {
            var items = reader.All(MemoryInput.Of(MemoryInput.Utf8("{\"text\":\"" + new string('a', length) + "\"}\n{\"text\":\"b\"}")));
            Assert.Equal(FailureReasons.Limit, Assert.IsType<ReadItem.Failed>(items[0]).Reason);
            Assert.Equal("b", Assert.Single(items.Documents()).Text);
        }
    }

    [Fact]
    public void Read_EverySlicing_GivesEachLineOnce()
    {
        var bytes = MemoryInput.Utf8(string.Concat(Enumerable.Range(0, 5).Select(i => "{\"text\":\"" + new string('x', i) + "\"}\n")));
        var whole = s_reader.All(MemoryInput.Of(bytes)).Documents();
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var parts = s_reader.All(MemoryInput.Of(bytes, end: cut)).Concat(s_reader.All(MemoryInput.Of(bytes, start: cut))).Documents();
            Assert.Equal(whole, parts);
        }
    }

    [Fact]
    public void Read_FromNext_GoesOnBehindTheItem()
    {
        var bytes = MemoryInput.Utf8(Two);
        var first = s_reader.All(MemoryInput.Of(bytes))[0];
        Assert.Equal("two", Assert.Single(s_reader.All(MemoryInput.Of(bytes, start: first.Next)).Documents()).Text);
    }

    [Fact]
    public void Read_MappedMembers_FillTheDocument()
    {
        var reader = new JsonlReader(new() { Id = "k", Text = "body.raw", Source = "kind", Metadata = ["*"] });
        var line = "{\"k\":7,\"body\":{\"raw\":\"t\"},\"kind\":\"wiki\",\"url\":\"u\",\"date\":\"2024-05-01T10:00:00+02:00\",\"language\":\"de\",\"n\":[1]}";

        var document = Assert.Single(reader.All(MemoryInput.Of(MemoryInput.Utf8(line))).Documents());

        Assert.Equal(DocumentId.OfRecord("wiki", "7"), document.Id);
        Assert.Equal(("t", "u", "de"), (document.Text, document.Url, document.Language));
        Assert.Equal(new DateTimeOffset(2024, 5, 1, 8, 0, 0, TimeSpan.Zero), document.Date);
        Assert.Equal("[1]", document.Metadata["n"]);
    }

    [Fact]
    public void Read_TruncatedGzip_FailsWithOffsetAndKeepsWhatIsWhole()
    {
        var bytes = MemoryInput.Gzip(MemoryInput.Utf8(Two));
        var items = s_reader.All(MemoryInput.Of(bytes[..^4]));

        Assert.Equal(2, items.Documents().Length);
        Assert.Contains("ends inside the member that begins at byte 0", Assert.IsType<ReadItem.Failed>(items[2]).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyFile_GivesNothing() => Assert.Empty(s_reader.All(MemoryInput.Of([])));

    [Fact]
    public void Read_Lz4_SaysWhatToDo()
    {
        var error = Assert.Throws<Core.Errors.InputException>(() => s_reader.All(MemoryInput.Of([4, 0x22, 0x4D, 0x18, 0, 0])));
        Assert.Contains("lz4", error.Message, StringComparison.Ordinal);
    }
}
