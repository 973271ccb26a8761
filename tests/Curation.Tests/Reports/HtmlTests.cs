using Curation.Cli.Reports;

namespace Curation.Tests.Reports;

public sealed class HtmlTests
{
    [Theory]
    [InlineData("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onload='x' & <b>", "&quot; onload=&#39;x&#39; &amp; &lt;b&gt;")]
    [InlineData("a\0b\u001bc\u0085d\n", "a\uFFFDb\uFFFDc\uFFFDd\n")]
    public void Add_OfAHostileText_EscapesIt(string text, string expected)
    {
        var html = new Html();
        html.Add($"<p title=\"{text}\">");
        Assert.Equal($"<p title=\"{expected}\">", html.ToString());
    }

    [Theory]
    [InlineData(999, "999")]
    [InlineData(9_999, "9,999")]
    [InlineData(10_000, "10.0 k")]
    [InlineData(999_949, "1.00 M")]
    [InlineData(12_345_678, "12.3 M")]
    [InlineData(1_234_567_890_123, "1.23 T")]
    public void Short_OfANumber_HasThreeDigits(long value, string expected) => Assert.Equal(expected, Numbers.Short(value));

    [Theory]
    [InlineData(0, 10, "0.0 %")]
    [InlineData(1, 100_000, "<0.1 %")]
    [InlineData(99_999, 100_000, ">99.9 %")]
    [InlineData(1, 3, "33.3 %")]
    [InlineData(1, 0, "–")]
    public void Percent_OfAPart_NeverRoundsToNoneOrAll(long part, long whole, string expected) => Assert.Equal(expected, Numbers.Percent(part, whole));
}
