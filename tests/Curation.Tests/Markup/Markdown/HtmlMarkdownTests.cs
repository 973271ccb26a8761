using Curation.Stages.Markup.Markdown;

namespace Curation.Tests.Markup.Markdown;

public sealed class HtmlMarkdownTests
{
    [Theory]
    [InlineData("<p>One</p>\n\n<p>Two <em>words</em> and <strong>three</strong></p>", "One\n\nTwo *words* and **three**")]
    [InlineData("<p>Use <code>a &lt; b</code> here</p>", "Use `a < b` here")]
    [InlineData("<p>a <b>bold </b>word, <i></i>none</p>", "a **bold** word, none")]
    [InlineData("<p><code>a</code><code>b</code></p>", "`a``b`")]
    [InlineData("<pre><code>if (a &amp;&amp; b) {\n    go();\n}\n</code></pre>\n<p>after</p>", "```\nif (a && b) {\n    go();\n}\n```\n\nafter")]
    [InlineData("<pre class=\"lang-py s-code-block\"><code>x = 1\n</code></pre>", "```py\nx = 1\n```")]
    [InlineData("<!-- language: lang-cs -->\n<pre><code>var x;\n</code></pre>", "```cs\nvar x;\n```")]
    [InlineData("<ul>\n<li>one</li>\n<li>two\n<ol>\n<li>deep</li>\n<li>deeper</li>\n</ol></li>\n<li>three</li>\n</ul>\n<p>end</p>", "- one\n- two\n  1. deep\n  2. deeper\n- three\n\nend")]
    [InlineData("<ul><li><p>para</p><p>second</p></li><li><p>next</p></li></ul>", "- para\n\n  second\n\n- next")]
    [InlineData("<blockquote>\n<p>said</p>\n<p>more</p>\n</blockquote>\n<p>I answer</p>", "> said\n>\n> more\n\nI answer")]
    [InlineData("<h2>Head</h2><p>text<br>line</p><hr>x", "## Head\n\ntext\nline\n\n---\n\nx")]
    [InlineData("<p><a href=\"https://a.example/?x=1&amp;y=2\">label</a> end</p>", "label end")]
    [InlineData("<p>5 < 6 &amp; <unknown>x</unknown> <img src=\"a\" alt=\"a chart\"></p>", "5 < 6 & x [a chart]")]
    [InlineData("<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>", "A | B |\n--- | --- |\n1 | 2 |")]
    [InlineData("x<script>alert(1)</script>y<style>p{}</style>z", "xyz")]
    [InlineData("<p>$x^2 < y$ and x<sup>2</sup></p>", "$x^2 < y$ and x^2")]
    public void Convert_Html_GivesMarkdown(string html, string expected) => Assert.Equal(expected, new HtmlMarkdown(new()).Convert(html));

    [Fact]
    public void Convert_LinksByOption_KeepTheirAddress() =>
        Assert.Equal("see [label](https://a.example/?x=1&y=2).", new HtmlMarkdown(new() { Links = true }).Convert("see <a href=\"https://a.example/?x=1&amp;y=2\" rel=\"x\">label</a>."));

    [Fact]
    public void Convert_DroppedClasses_GoWithTheirContent() =>
        Assert.Equal("a b", new HtmlMarkdown(new() { DroppedClasses = new HashSet<string> { "nav" } }).Convert("a <div class=\"x nav\"><div>in</div>side</div> b").Replace("\n\n", " ", StringComparison.Ordinal));

    [Fact]
    public void Convert_ShuffledTags_NeverThrow()
    {
        string[] pieces = ["<p>", "</p>", "<ul>", "</ul>", "<ol start=3>", "<li>", "</li>", "<pre>", "</pre>", "<code class='lang-a'>", "</code>", "<blockquote>", "</blockquote>", "text ", "\n", "<b>", "</b>", "<a href=x>", "</a>", "<td>", "</td>", "<tr>", "</tr>", "<", ">", "\"", "&amp;", "&#x1F600;", "<!--", "-->", "<script>", "</script>", "<img alt='", "<br/>"];
        var random = new Random(23);
        var converter = new HtmlMarkdown(new() { Links = true });
        for (var round = 0; round < 4000; round++)
            Assert.NotNull(converter.Convert(string.Concat(Enumerable.Range(0, random.Next(1, 50)).Select(_ => pieces[random.Next(pieces.Length)]))));
    }

    [Theory]
    [InlineData("<ul><li>")]
    [InlineData("<blockquote>")]
    [InlineData("<a href=\"")]
    [InlineData("<b>")]
    [InlineData("<!--")]
    public void Convert_HostileRepetition_EndsSoon(string piece) => Assert.NotNull(new HtmlMarkdown(new()).Convert(string.Concat(Enumerable.Repeat(piece, 3000)) + "x"));

    /// <summary>Against words that are joined one by one, whatever white space lies between and wherever tags cut the text.</summary>
    [Fact]
    public void Convert_RandomWhiteSpace_IsSingleBlanks()
    {
        var random = new Random(21);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => " \t\r\n\u00A0\u2003ab\u00E9"[random.Next(4) == 0 ? random.Next(9) : random.Next(2) == 0 ? 0 : random.Next(5, 9)]));
            var expected = string.Join(' ', text.Split([' ', '\t', '\r', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)).Trim();
            Assert.Equal(expected, new HtmlMarkdown(new()).Convert(text));
            var cut = random.Next(text.Length + 1);
            Assert.Equal(expected, new HtmlMarkdown(new()).Convert($"{text[..cut]}<span>{text[cut..]}</SPAN>"));
        }
    }
}
