using System.Diagnostics;
using System.Text;
using Curation.Stages.Markup.Html;

namespace Curation.Tests.Markup.Html;

public sealed class HtmlTreeTests
{
    [Theory]
    [InlineData("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("<p>a<p>b<div>c", "<p>a</p><p>b</p><div>c</div>")]
    [InlineData("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>")]
    [InlineData("<b>1<p>2</b>3</p>", "<b>1</b><p><b>2</b>3</p>")]
    [InlineData("<b>1<i>2</b>3</i>4", "<b>1<i>2</i></b><i>3</i>4")]
    [InlineData("<a href=1>x<a href=2>y</a>", "<a>x</a><a>y</a>")]
    [InlineData("<table>foster<tr><td>cell</table>", "foster<table><tbody><tr><td>cell</td></tr></tbody></table>")]
    [InlineData("<table><tr><td>1<td>2<tr><td>3</table>", "<table><tbody><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></tbody></table>")]
    [InlineData("<h1>a<h2>b</h1>c", "<h1>a</h1><h2>b</h2>c")]
    [InlineData("<pre>\n a\n b</pre>", "<pre> a\n b</pre>")]
    [InlineData("<script>if (a<b) '</div>'</script>x", "<script>if (a<b) '</div>'</script>x")]
    [InlineData("<script><!--<script></script>--></script>x", "<script><!--<script></script>--></script>x")]
    [InlineData("<style><b></style><textarea><b>&amp;</textarea>", "<style><b></style><textarea><b>&</textarea>")]
    [InlineData("a<!-- <b> --!>c<!-->d<!--->e", "acde")]
    [InlineData("<svg><![CDATA[a&amp;<b>]]></svg><![CDATA[x]]>y", "<svg>a&amp;<b></svg>y")]
    [InlineData("<svg><p>x</p></svg>", "<svg></svg><p>x</p>")]
    [InlineData("a < b && c <3 </ d", "a < b && c <3 ")]
    [InlineData("<a title='>' b=\">\" c=>x</a>", "<a>x</a>")]
    [InlineData("<p>a</br>b</p>", "<p>a<br>b</p>")]
    [InlineData("x<unfinished attribute='", "x")]
    public void Parse_Body_HasTheStandardsTree(string page, string body) => Assert.Equal(body, Body(page));

    [Fact]
    public void Parse_DeeperThanTheLimit_KeepsAllTextInOrder()
    {
        var page = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<div>{i % 10}")) + string.Concat(Enumerable.Repeat("</div>", 100_000)) + "<p>end";
        var body = Body(page, new(100, 2_000_000));
        var text = new string([.. body.Where(char.IsAsciiDigit)]);
        Assert.Equal(100_000, text.Length);
        Assert.EndsWith("<p>end</p>", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_MoreNodesThanTheLimit_IsCut()
    {
        var tree = new HtmlTree();
        HtmlTreeBuilder.Parse(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("<p>x", 10_000))), tree, new(100, 1000), TestContext.Current.CancellationToken);
        Assert.True(tree.IsCut);
        Assert.InRange(tree.Count, 1000, 1010);
    }

    /// <summary>Shapes that make careless parsers quadratic: each has to take a small part of the limit.</summary>
    [Theory]
    [InlineData("<div>", 2_000_000)]
    [InlineData("<b>", 1_000_000)]
    [InlineData("<a href=x>", 500_000)]
    [InlineData("<b><p>", 500_000)]
    [InlineData("<table>", 500_000)]
    [InlineData("<table><tr><td>", 300_000)]
    [InlineData("<p></b></i></a>", 300_000)]
    [InlineData("<font size=1><p>x</font>", 200_000)]
    [InlineData("<x-y></z-y>", 500_000)]
    [InlineData("<", 5_000_000)]
    [InlineData("</", 5_000_000)]
    [InlineData("<!--", 3_000_000)]
    [InlineData("<!-- --", 1_000_000)]
    [InlineData("&amp", 2_000_000)]
    [InlineData("&", 5_000_000)]
    [InlineData("&#1", 2_000_000)]
    [InlineData("<script><!--<script>", 500_000)]
    [InlineData("<title></titl", 500_000)]
    [InlineData("<svg><a>", 500_000)]
    [InlineData("<select><option>", 500_000)]
    [InlineData("<template>", 500_000)]
    [InlineData("<i a=1><b a=2><u a=3><i a=4><p>", 200_000)]
    public void Parse_OneShapeRepeated_TakesLinearTime(string part, int count)
    {
        var page = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, count)));
        var clock = Stopwatch.StartNew();
        var tree = new HtmlTree();
        HtmlTreeBuilder.Parse(page, tree, HtmlLimits.Default, TestContext.Current.CancellationToken);
        var buffer = new TextBuffer();
        for (var node = 1; node < tree.Count; node++)
            if (tree[node].Kind != HtmlNodeKind.Element) FoldedText.Append(page.AsSpan(tree[node].Start, tree[node].Length), references: true, buffer);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed} for {page.Length} bytes");
    }

    [Fact]
    public void Parse_OneTagOfTenMegabytes_IsOneElement()
    {
        var page = Encoding.ASCII.GetBytes("<p " + string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"a{i}='{i % 7}' ")) + ">text</p>");
        var tree = new HtmlTree();
        HtmlTreeBuilder.Parse(page, tree, HtmlLimits.Default, TestContext.Current.CancellationToken);
        Assert.Equal(1_000_000, tree.Attributes(tree[tree.Body].FirstChild).Length);
    }

    static string Body(string page, HtmlLimits? limits = null)
    {
        var bytes = Encoding.UTF8.GetBytes($"<!DOCTYPE html><body>{page}");
        var tree = new HtmlTree();
        HtmlTreeBuilder.Parse(bytes, tree, limits ?? HtmlLimits.Default, TestContext.Current.CancellationToken);
        var text = new TextBuffer();
        for (var node = tree[tree.Body].FirstChild; node != 0 && node != tree.Body;)
        {
            ref var item = ref tree[node];
            if (item.Kind == HtmlNodeKind.Element) text.Append($"<{HtmlTags.Name(item.Tag)}>");
            else HtmlText.Append(bytes, item, text);
            if (item.FirstChild != 0) { node = item.FirstChild; continue; }
            while (node != tree.Body)
            {
                ref var done = ref tree[node];
                if (done.Kind == HtmlNodeKind.Element && !done.Tag.Has(HtmlTagTraits.Void)) text.Append($"</{HtmlTags.Name(done.Tag)}>");
                if (done.Next != 0) { node = done.Next; break; }
                node = done.Parent;
            }
        }
        return text.Span.ToString();
    }
}
