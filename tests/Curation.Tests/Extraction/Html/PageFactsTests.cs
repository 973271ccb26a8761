namespace Curation.Tests.Extraction.Html;

public sealed class PageFactsTests
{
    [Theory]
    [InlineData("<title> A\n title </title><h1>Heading</h1>", "A title")]
    [InlineData("<title>Site</title><meta property='og:title' content='Shared &amp; true'>", "Shared & true")]
    [InlineData("<h1>Only a <b>heading</b></h1>", "Only a heading")]
    [InlineData("<svg><title>icon</title></svg><title>Page</title>", "Page")]
    public void Title_IsTheBestStated(string page, string title) => Assert.Equal(title, HtmlPages.Extract(page).Title);

    [Theory]
    [InlineData("<meta property='article:published_time' content='2024-02-03T04:05:06+02:00'>", null, "2024-02-03T02:05:06")]
    [InlineData("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"datePublished\":\"2023-01-02\"}]}</script>", null, "2023-01-02T00:00:00")]
    [InlineData("<time datetime='2022-05-06T07:08:09Z'>then</time>", null, "2022-05-06T07:08:09")]
    [InlineData("<p>x", "https://example.org/blog/2021/03/04/post", "2021-03-04T00:00:00")]
    [InlineData("<time datetime='12:30'>then</time><p>x", null, null)]
    [InlineData("<meta name=date content='March 12'>", null, null)]
    [InlineData("<meta name=date content='0001-01-01'>", null, null)]
    public void Date_IsTheMostReliable(string page, string? url, string? date) =>
        Assert.Equal(date, HtmlPages.Extract(page, url: url).Date?.ToString("s", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("<meta name=author content='A. Writer'>", "A. Writer")]
    [InlineData("<script type='application/ld+json'>{\"author\":[{\"name\":\"B. Writer\"}]}</script>", "B. Writer")]
    [InlineData("<a rel=author href=/c>C. Writer</a>", "C. Writer")]
    [InlineData("<span class=byline>By D. Writer</span>", "D. Writer")]
    [InlineData("<meta name=author content='https://example.org/e'><p itemprop=author>E. Writer</p>", "E. Writer")]
    public void Author_IsFound(string page, string author) => Assert.Equal(author, HtmlPages.Extract(page).Metadata["author"]);

    [Theory]
    [InlineData("<a rel='nofollow license' href='https://creativecommons.org/licenses/by-nc/3.0/us/'>x</a>", "CC-BY-NC-3.0")]
    [InlineData("<a href='//creativecommons.org/publicdomain/zero/1.0/'>x</a>", "CC0-1.0")]
    [InlineData("<link rel=license href='https://example.org/terms'>", "https://example.org/terms")]
    [InlineData("<a href='https://example.org/'>x</a>", null)]
    public void License_IsTheLinkedOne(string page, string? license) => Assert.Equal(license, HtmlPages.Extract(page).License);

    [Fact]
    public void JsonLd_ThatIsNoJson_IsKeptAsFoundAndSaysNothing()
    {
        var document = HtmlPages.Extract("<script type='application/ld+json'> {\"author\": </script><title>t</title>");
        Assert.Equal(["{\"author\":"], document.Structure!.JsonLd);
        Assert.False(document.Metadata.ContainsKey("author"));
    }

    [Fact]
    public void Body_OfStructuredData_StandsInForAPageDrawnByScripts()
    {
        var text = "The description of the product is only in the structured data, since a script draws the page. It is long enough to be taken.";
        Assert.Equal(text, HtmlPages.Extract($"<body><div id=root></div><script type='application/ld+json'>{{\"@type\":\"Product\",\"description\":\"{text}\"}}</script>").Text);
    }
}
