using Curation.Stages.Readers.Http;

namespace Curation.Tests.Readers.Http;

public sealed class HttpHeadTests
{
    readonly HttpHead _head = new();

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", 200, "b", "body")]
    [InlineData("HTTP/1.0 404\nA:b\n\nbody", 404, "b", "body")]
    [InlineData("HTTP/1.1  301  Moved\r\na : b \r\n\r\nbody", 301, "b", "body")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\nA: b\r\n\tfolded\r\n\r\nbody", 200, "b  \tfolded", "body")]
    [InlineData("HTTP/1.1 OK\r\nA: b\r\n\r\nbody", 0, "b", "body")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", 200, "", "")]
    [InlineData("HTTP/1.1 200 OK\r\nA: b", 200, "b", "")]
    [InlineData("HTTP/1.1 200", 200, "", "")]
    [InlineData("ICY 200 OK\r\nA: b\r\n\r\nbody", 200, "b", "body")]
    [InlineData("<html>", 0, "", "<html>")]
    [InlineData("", 0, "", "")]
    [InlineData("HTTP/1.1 200 OK\r\nA: \xe4\r\n\r\nbody", 200, "ä", "body")]
    public void Parse_Lenient_GivesStatusHeadersAndBody(string response, int status, string value, string body)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(response);
        var length = _head.Parse(bytes);

        Assert.Equal((status, body), (_head.Status, System.Text.Encoding.Latin1.GetString(bytes.AsSpan(length))));
        Assert.Equal(value.Length == 0 ? null : value.Replace("\r\n", "", StringComparison.Ordinal), _head.Headers.Text("a"u8));
    }

    [Fact]
    public void Parse_EndlessHead_StopsAtTheLimit()
    {
        var bytes = MemoryInput.Utf8("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 100_000)));
        Assert.Equal(HttpHead.MaxBytes, _head.Parse(bytes));
        Assert.Equal(1000, _head.Headers.Count);
    }

    [Fact]
    public void Joined_RepeatedHeader_JoinsValues()
    {
        _head.Parse("HTTP/1.1 200 OK\r\nVary: a\r\nvary: b\r\n\r\n"u8);
        Assert.Equal("a, b", _head.Headers.Joined()["VARY"]);
        Assert.Equal("a", _head.Headers.First()["Vary"]);
    }

    [Theory]
    [InlineData("text/HTML; charset=UTF-8", "text/html", "UTF-8")]
    [InlineData("text/html;charset=\"iso-8859-1\"; x=y", "text/html", "iso-8859-1")]
    [InlineData("text/html, text/plain", "text/html", null)]
    [InlineData("html", null, null)]
    [InlineData("; charset = 'koi8-r'", null, "koi8-r")]
    [InlineData(null, null, null)]
    public void MediaTypes_ContentType_GivesEssenceAndCharset(string? header, string? essence, string? charset) =>
        Assert.Equal((essence, charset), (MediaTypes.Essence(header), MediaTypes.Charset(header)));

    [Theory]
    [InlineData("\n<!DOCTYPE html>", "text/html")]
    [InlineData("%PDF-1.7", "application/pdf")]
    [InlineData("<?xml version='1.0'?><rss/>", "application/xml")]
    [InlineData("plain words", "text/plain")]
    [InlineData("a\0b", "application/octet-stream")]
    [InlineData("", "text/plain")]
    public void MediaTypes_Sniff_LooksAtTheFirstBytes(string body, string type) => Assert.Equal(type, MediaTypes.Sniff(MemoryInput.Utf8(body)));
}
