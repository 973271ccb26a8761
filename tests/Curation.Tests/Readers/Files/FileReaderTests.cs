using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Files;

namespace Curation.Tests.Readers.Files;

public sealed class FileReaderTests
{
    static readonly TextFileReader s_text = new(new());

    public static TheoryData<byte[]> Encoded => new(
        MemoryInput.Utf8("grüß\n"),
        [0xEF, 0xBB, 0xBF, .. MemoryInput.Utf8("grüß\n")],
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("grüß\n")],
        [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("grüß\n")],
        MemoryInput.Gzip(MemoryInput.Utf8("grüß\n")),
        MemoryInput.Zstd(MemoryInput.Utf8("grüß\n")));

    [Theory]
    [MemberData(nameof(Encoded))]
    public void Text_AnyEncoding_GivesTheText(byte[] bytes)
    {
        var document = Assert.Single(s_text.All(MemoryInput.Of(bytes, "a/b.txt")).Documents());
        Assert.Equal("grüß\n", document.Text);
        Assert.Equal(DocumentId.OfPosition("crawl", "a/b.txt", 0), document.Id);
    }

    [Fact]
    public void Text_InvalidUtf8_Fails() =>
        Assert.Contains("iconv", Assert.IsType<ReadItem.Failed>(Assert.Single(s_text.All(MemoryInput.Of([0x67, 0xFC])))).Detail, StringComparison.Ordinal);

    [Fact]
    public void Text_TooLong_FailsAsLimit()
    {
        var reader = new TextFileReader(new() { MaxFileBytes = 1024 });
        Assert.Equal(FailureReasons.Limit, Assert.IsType<ReadItem.Failed>(Assert.Single(reader.All(MemoryInput.Of(new byte[2000])))).Reason);
    }

    [Fact]
    public void Text_EmptyFile_IsAnEmptyDocument() => Assert.Equal("", Assert.Single(s_text.All(MemoryInput.Of([])).Documents()).Text);

    [Fact]
    public void Html_Files_HaveUrlAndMediaType()
    {
        var reader = new HtmlFilesReader(new() { BaseUrl = "https://example.org/docs/" });
        var page = Assert.Single(reader.All(MemoryInput.Of(MemoryInput.Utf8("x"), "a b/page.html")).Documents());
        Assert.Equal(("https://example.org/docs/a%20b/page.html", "text/html"), (page.Url, page.Payload!.MediaType));
        Assert.Equal("x"u8.ToArray(), page.Bytes());
        Assert.Equal("application/pdf", Assert.Single(reader.All(MemoryInput.Of(MemoryInput.Utf8("%PDF-1.4"), "f")).Documents()).Payload!.MediaType);
    }
}
