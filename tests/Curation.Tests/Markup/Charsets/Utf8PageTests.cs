using System.Text;
using Curation.Stages.Markup.Charsets;

namespace Curation.Tests.Markup.Charsets;

public sealed class Utf8PageTests
{
    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("ISO-8859-1", "windows-1252")]
    [InlineData(" \"Shift_JIS\" ", "shift_jis")]
    [InlineData("gb2312", "gb18030")]
    [InlineData("euc-kr", "ks_c_5601-1987")]
    [InlineData("x-sjis;", "shift_jis")]
    [InlineData("koi8_r", "koi8-r")]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    public void Find_Label_IsTheStandardsEncoding(string label, string? name) => Assert.Equal(name, CharsetLabels.Find(label)?.WebName);

    [Theory]
    [InlineData("<meta charset=windows-1251>", "windows-1251")]
    [InlineData("<meta content='text/html; charset=koi8-r' http-equiv=Content-Type>", "koi8-r")]
    [InlineData("<meta name=x content='text/html; charset=koi8-r'>", null)]
    [InlineData("<!-- <meta charset=big5> --><title><meta charset=gbk></title><meta charset='euc-jp'>", "euc-jp")]
    [InlineData("<?xml version='1.0' encoding='iso-8859-2'?><html>", "iso-8859-2")]
    [InlineData("<meta charset=utf-16>", "utf-8")]
    [InlineData("<body><meta charset=big5>", null)]
    [InlineData("<meta charset=unknown><meta charset=gbk>", "gb18030")]
    public void Find_Page_IsWhatItDeclares(string page, string? name) => Assert.Equal(name, DeclaredCharset.Find(Encoding.ASCII.GetBytes(page))?.WebName);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Of_ByteOrderMark_DecidesAlone(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] page = [.. encoding.GetPreamble(), .. encoding.GetBytes("<meta charset=big5><p>Größe 日本")];
        Assert.Equal("<meta charset=big5><p>Größe 日本", Text(page, "koi8-r"));
    }

    [Fact]
    public void Of_Utf16WithoutMark_IsSeen() => Assert.Equal("<p>Größe", Text(Encoding.Unicode.GetBytes("<p>Größe"), null));

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("gbk")]
    [InlineData(null)]
    public void Of_ValidUtf8_WinsOverWhatIsDeclared(string? declared) => Assert.Equal("<p>süße Äpfel €", Text("<p>süße Äpfel €"u8.ToArray(), declared));

    [Fact]
    public void Of_Header_WinsOverMeta()
    {
        var page = CharsetLabels.Named("windows-1251").GetBytes("<meta charset=koi8-r><p>Съешь же ещё этих мягких булок");
        Assert.Contains("Съешь же ещё", Text(page, "windows-1251"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Iso2022Jp_IsReadThoughItIsAscii()
    {
        var page = CharsetLabels.Named("iso-2022-jp").GetBytes("<p>これは日本語の文章です。");
        Assert.Contains("これは日本語の文章です。", Text(page, null), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_InvalidBytes_AreReplaced() => Assert.Equal("äöü Größe Straße Übung\uFFFDx", Text([.. "äöü Größe Straße Übung"u8, 0xFF, (byte)'x'], "utf-8"));

    static string Text(byte[] page, string? declared) => Encoding.UTF8.GetString(Utf8Page.Of(page, declared));
}
