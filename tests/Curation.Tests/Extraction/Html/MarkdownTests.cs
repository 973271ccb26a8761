using Curation.Core.Documents;

namespace Curation.Tests.Extraction.Html;

public sealed class MarkdownTests
{
    const string Page = """
        <html><body><main><h1>Title of <em>it</em></h1><p>A paragraph with <b> bold</b>, <i>slanted </i>and <code>x = 1</code> in it, long enough to be content.<br>Second line of it.</p>
        <ul><li>One<li>Two<ol><li>Inner first<li>Inner second</ol></ul><h2>Code</h2><pre><code>if (a) {
          b();
        }</code></pre><blockquote><p>A quoted sentence that stands for itself, as quotations do in articles.</p></blockquote>
        <table><tr><th>Name<th>Value<tr><td>a<td>1<tr><td>b<td>2</table><p>The last paragraph closes the page with a sentence that is as long as the first.</p></main></body></html>
        """;

    [Fact]
    public void Extract_Markdown_KeepsStructure()
    {
        var document = HtmlPages.Extract(Page, new() { Format = Stages.Extraction.Html.HtmlTextFormat.Markdown });
        Assert.Equal("""
            # Title of *it*

            A paragraph with **bold**, *slanted* and `x = 1` in it, long enough to be content.␠␠
            Second line of it.

            - One
            - Two
              1. Inner first
              2. Inner second

            ## Code

            ```
            if (a) {
              b();
            }
            ```

            > A quoted sentence that stands for itself, as quotations do in articles.

            | Name | Value |
            | --- | --- |
            | a | 1 |
            | b | 2 |

            The last paragraph closes the page with a sentence that is as long as the first.
            """.Replace('␠', ' '), document.Text);
        Assert.Equal([new Heading(1, 2, "Title of it"), new Heading(2, document.Text.IndexOf("Code\n", StringComparison.Ordinal), "Code")], document.Structure!.Headings);
    }

    [Fact]
    public void Extract_Text_KeepsOrderAndRows()
    {
        var document = HtmlPages.Extract(Page);
        Assert.Equal("""
            Title of it
            A paragraph with bold, slanted and x = 1 in it, long enough to be content.
            Second line of it.
            One
            Two
            Inner first
            Inner second
            Code
            if (a) {
              b();
            }
            A quoted sentence that stands for itself, as quotations do in articles.
            Name	Value
            a	1
            b	2
            The last paragraph closes the page with a sentence that is as long as the first.
            """, document.Text);
        Assert.All(document.Structure!.Headings, h => Assert.Equal(h.Text, document.Text.Substring(h.Start, h.Text.Length)));
    }
}
