using System.Diagnostics;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Tests.Extraction.Html;

/// <summary>Pages that stall careless extractors: text, or a reason, in time.</summary>
public sealed class BadPagesTests
{
    const int Megabyte = 1 << 20;

    public static TheoryData<string> Shapes => ["tag", "attributes", "entities", "deep", "tables", "scripts", "comment", "links", "words", "breaks", "formatting"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Extract_TenMegabytesOfOneShape_GivesTextInTime(string shape)
    {
        var page = $"<html><body>{HtmlPages.Paragraph(1)}{Fill(shape, 10 * Megabyte)}";
        var clock = Stopwatch.StartNew();
        var text = HtmlPages.Extract(page, new() { MainContent = false }).Text;
        _ = HtmlPages.Extract(page);
        Assert.Contains("Paragraph 1 tells something", text, StringComparison.Ordinal);
        // A stall takes minutes; speed is judged by the benchmarks.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{shape}: {clock.Elapsed}");
    }

    [Fact]
    public void Extract_FiftyMegabytes_IsALimitOrText()
    {
        var page = Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Range(0, 360_000).Select(HtmlPages.Paragraph)));
        Assert.InRange(page.Length, 48 * Megabyte, 60 * Megabyte);
        Assert.Contains("option maxBytes", Assert.Throws<LimitException>(() => HtmlPages.Extract(page)).Message, StringComparison.Ordinal);
        var clock = Stopwatch.StartNew();
        var text = HtmlPages.Extract(page, new() { MaxBytes = 64 * Megabyte }).Text;
        Assert.Contains("Paragraph 359999 tells", text, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(120), $"{clock.Elapsed}");
    }

    [Fact]
    public void Extract_TagsNestedAHundredThousandDeep_GivesAllText()
    {
        var page = string.Concat(Enumerable.Range(0, 100_000).Select(i => "<div>")) + HtmlPages.Paragraph(1) + HtmlPages.Paragraph(2);
        var text = HtmlPages.Extract(page).Text;
        Assert.Contains("Paragraph 1", text, StringComparison.Ordinal);
        Assert.Contains("Paragraph 2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_TablesNestedAThousandDeep_GivesTheInnermostText()
    {
        var page = string.Concat(Enumerable.Repeat("<table><tr><td>", 1000)) + HtmlPages.Paragraph(7) + string.Concat(Enumerable.Repeat("</table>", 1000));
        Assert.Contains("Paragraph 7", HtmlPages.Extract(page).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_ScriptThatLooksLikeMarkup_IsNoText()
    {
        var page = $"<script>document.write('<p>not {HtmlPages.Paragraph(1)}</p><scr'+'ipt>'); // <!-- </p>\n</script>{HtmlPages.Paragraph(2)}<style>p::after {{ content: '<p>{HtmlPages.Paragraph(3)}' }}</style>";
        var text = HtmlPages.Extract(page).Text;
        Assert.Contains("Paragraph 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paragraph 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Paragraph 3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_MixedEncodings_ReadsWhatIsValid()
    {
        byte[] page = [.. Encoding.UTF8.GetBytes($"<meta charset=utf-8>{HtmlPages.Paragraph(1)}<p>Größe, Maße und süße Äpfel stehen hier in richtigem UTF-8, und dies ist ein ganzer Satz.</p>"), .. Encoding.Latin1.GetBytes("<p>Hier ist ein Gr\u00FC\u00DFe in Latin-1 dazwischen geraten, und der Satz geht trotzdem weiter bis zum Ende.</p>")];
        var text = HtmlPages.Extract(page).Text;
        Assert.Contains("Größe, Maße und süße Äpfel", text, StringComparison.Ordinal);
        Assert.Contains("ein Gr\uFFFD\uFFFDe in Latin-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NulsAndControls_AreLeftOut() =>
        Assert.Contains("Paragraph 1 tells something", HtmlPages.Extract(HtmlPages.Paragraph(1).Replace("tells", "te\0lls\u0001", StringComparison.Ordinal)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("<html>")]
    [InlineData("<frameset><frame>")]
    [InlineData("<!--")]
    [InlineData("<p")]
    public void Extract_NothingToSee_IsEmpty(string page) => Assert.Equal("", HtmlPages.Extract(page).Text);

    static string Fill(string shape, int size)
    {
        var part = shape switch
        {
            "attributes" => " a=\"b\"",
            "entities" => "&amp;&#8230;&hellip",
            "deep" => "<div>",
            "tables" => "<table><tr><td>cell",
            "scripts" => "<script>'<p>'</scrip></script>",
            "links" => "<li><a href=x>link</a>",
            "words" => "word ",
            "breaks" => "<br>x",
            "formatting" => "<p><b><i><u class=x>t</p>",
            _ => "x",
        };
        var text = new StringBuilder(size + 100);
        if (shape is "tag" or "attributes") text.Append("<p");
        if (shape == "comment") text.Append("<!--");
        while (text.Length < size) text.Append(part);
        if (shape is "tag" or "attributes") text.Append('>');
        return text.ToString();
    }
}
