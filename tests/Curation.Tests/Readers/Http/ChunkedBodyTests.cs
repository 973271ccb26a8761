using System.Text;
using CsCheck;
using Curation.Stages.Readers.Http;

namespace Curation.Tests.Readers.Http;

public sealed class ChunkedBodyTests
{
    static string Decode(string body) => Encoding.Latin1.GetString(ChunkedBody.Decode(Encoding.Latin1.GetBytes(body)).Span);

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5;ext=1\r\nhello\r\n4\r\n you\r\n0\r\nTrailer: x\r\n\r\n", "hello you")]
    [InlineData("5\nhello\n0\n\n", "hello")]
    [InlineData("0005  \r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("", "")]
    [InlineData("<html>\nnot chunked", "<html>\nnot chunked")]
    [InlineData("5\r\nhello\r\n5\r\nwor", "hellowor")]
    [InlineData("5\r\nhello", "hello")]
    [InlineData("5\r\nhello\r\nnothing of the kind", "hello\r\nnothing of the kind")]
    [InlineData("FFFFFFFFFFFFFFFFFF\r\nx", "FFFFFFFFFFFFFFFFFF\r\nx")]
    [InlineData("7fffffffffffffff\r\nabc", "abc")]
    public void Decode_RightAndWrongChunks_GivesWhatIsThere(string body, string expected) => Assert.Equal(expected, Decode(body));

    [Fact]
    public void Decode_AnyChunking_GivesTheBody() => Gen.String[Gen.Char['a', 'z'], 0, 200].Select(Gen.Int[1, 50]).Sample((text, size) =>
    {
        var chunked = string.Concat(text.Chunk(size).Select(c => $"{c.Length:x}\r\n{new string(c)}\r\n")) + "0\r\n\r\n";
        return Decode(chunked) == text;
    }, iter: 2000, seed: "0000KsUKhzP2");
}
