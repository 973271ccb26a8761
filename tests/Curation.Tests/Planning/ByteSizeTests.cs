using Curation.Cli.Planning;
using Curation.Core.Errors;

namespace Curation.Tests.Planning;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("80TB", 80e12)]
    [InlineData("1.5 GB", 1.5e9)]
    [InlineData("100000", 1e5)]
    [InlineData("7kb", 7000)]
    public void Parse_Sizes_GivesBytes(string text, double expected) => Assert.Equal(expected, ByteSize.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("TB")]
    [InlineData("-1GB")]
    [InlineData("80XB")]
    [InlineData("8BB")]
    public void Parse_Mistaken_SaysSo(string text) => Assert.Throws<ConfigException>(() => ByteSize.Parse(text));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1500, "1.5 KB")]
    [InlineData(999_900, "1 MB")]
    [InlineData(80e12, "80 TB")]
    public void Text_Bytes_IsShort(double bytes, string expected) => Assert.Equal(expected, ByteSize.Text(bytes));
}
