using System.IO.Compression;
using Curation.Core.Errors;
using Curation.Stages.Readers.Http;

namespace Curation.Tests.Readers.Http;

public sealed class ContentDecodingTests
{
    static readonly byte[] s_text = MemoryInput.Utf8(string.Concat(Enumerable.Range(0, 1000).Select(i => $"line {i}\n")));

    static byte[] Pack(Func<Stream, Stream> open, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var stream = open(target)) stream.Write(bytes);
        return target.ToArray();
    }

    static byte[] Decode(byte[] body, string? encodings, long maxBytes = 1 << 20, double maxRatio = 100) =>
        ContentDecoding.Decode(body, encodings, maxBytes, maxRatio).ToArray();

    [Fact]
    public void Decode_KnownEncodings_GiveTheBody()
    {
        var gzip = MemoryInput.Gzip(s_text);
        Assert.Equal(s_text, Decode(gzip, "gzip"));
        Assert.Equal(s_text, Decode(gzip, " X-GZIP "));
        Assert.Equal(s_text, Decode(Pack(s => new ZLibStream(s, CompressionMode.Compress), s_text), "deflate"));
        Assert.Equal(s_text, Decode(Pack(s => new DeflateStream(s, CompressionMode.Compress), s_text), "deflate"));
        var brotli = Pack(s => new BrotliStream(s, CompressionMode.Compress), s_text);
        Assert.Equal(s_text, Decode(brotli, "br"));
        Assert.Equal(s_text, Decode(MemoryInput.Gzip(brotli), "br, gzip"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity")]
    [InlineData("utf-8")]
    [InlineData("")]
    [InlineData(null)]
    public void Decode_DeclaredWrongly_LeavesTheBody(string? encoding) =>
        Assert.Equal("<html>not encoded</html>"u8.ToArray(), Decode([.. "<html>not encoded</html>"u8], encoding));

    [Fact]
    public void Decode_CutBody_GivesItsBeginning()
    {
        var gzip = MemoryInput.Gzip(s_text);
        var decoded = Decode(gzip[..(gzip.Length / 2)], "gzip");
        Assert.InRange(decoded.Length, 100, s_text.Length - 1);
        Assert.Equal(s_text[..decoded.Length], decoded);
    }

    [Fact]
    public void Decode_Bomb_IsStoppedByBytesAndByRatio()
    {
        var bomb = MemoryInput.Gzip(new byte[20 << 20]);
        Assert.Contains("decoded bytes, found more", Assert.Throws<LimitException>(() => Decode(bomb, "gzip")).Message, StringComparison.Ordinal);
        Assert.Contains("per byte", Assert.Throws<LimitException>(() => Decode(bomb, "gzip", 1 << 30)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ManyEncodings_IsALimit() =>
        Assert.Throws<LimitException>(() => Decode([1], "gzip,gzip,gzip,gzip,gzip"));
}
