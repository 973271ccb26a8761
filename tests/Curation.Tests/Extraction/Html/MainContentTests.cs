using Curation.Stages.Extraction.Html;

namespace Curation.Tests.Extraction.Html;

/// <summary>What is content and what is not, on pages written for these tests.</summary>
public sealed class MainContentTests
{
    static readonly string s_page = $"""
        <html><body><div class=cookie-banner>We use cookies. <button>Accept all cookies</button></div>
        <header><nav><ul><li><a href=/>Home</a><li><a href=/about>About us</a><li><a href=/contact>Contact</a></ul></nav></header>
        <div class=breadcrumbs><a href=/>Home</a> › <a href=/news>News</a></div>
        <article><h1>What happened</h1>{string.Concat(Enumerable.Range(1, 6).Select(HtmlPages.Paragraph))}
        <ul><li>A point of the article that matters to its readers<li>Another point of the article that matters to them</ul></article>
        <div class=share-bar><a href=#>Share on Facebook</a> <a href=#>Tweet</a></div>
        <aside class=related-posts><h3>Related posts</h3><ul><li><a href=/1>Ten things to know</a><li><a href=/2>Nine more things</a></ul></aside>
        <section id=comments class=comments><h3>Comments</h3><div class=comment><p>A reader writes a comment that is long enough to look like running text, with a whole sentence in it.</p></div></section>
        <footer>© 2024 Example. All rights reserved. <a href=/privacy>Privacy policy</a></footer></body></html>
        """;

    [Fact]
    public void Extract_Article_DropsWhatSurroundsIt()
    {
        var text = HtmlPages.Extract(s_page).Text;
        Assert.StartsWith("What happened", text, StringComparison.Ordinal);
        Assert.Contains("Paragraph 6", text, StringComparison.Ordinal);
        Assert.Contains("Another point of the article", text, StringComparison.Ordinal);
        foreach (var boilerplate in new[] { "cookies", "About us", "News", "Tweet", "Ten things", "rights reserved" }) Assert.DoesNotContain(boilerplate, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Extract_Comments_FollowTheOption(bool comments) =>
        Assert.Equal(comments, HtmlPages.Extract(s_page, new() { Comments = comments }).Text.Contains("A reader writes", StringComparison.Ordinal));

    [Fact]
    public void Extract_AllText_KeepsOrder()
    {
        var text = HtmlPages.Extract(s_page, new() { MainContent = false }).Text;
        Assert.True(text.IndexOf("cookies", StringComparison.Ordinal) < text.IndexOf("What happened", StringComparison.Ordinal));
        Assert.EndsWith("Privacy policy", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NoScript_IsTheContentOnlyOfPagesWithoutOther()
    {
        var hidden = $"<noscript><div>{HtmlPages.Paragraph(9)}</div></noscript>";
        Assert.DoesNotContain("Paragraph 9", HtmlPages.Extract(s_page.Replace("</article>", hidden + "</article>", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        Assert.Contains("Paragraph 9", HtmlPages.Extract($"<body><div id=app></div>{hidden}").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_NameFeatures()
    {
        using var stream = typeof(ContentFeatures).Assembly.GetManifestResourceStream("Curation.Stages.Extraction.Html.ContentWeights.txt")!;
        using var reader = new StreamReader(stream);
        var names = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]).ToList();
        Assert.Empty(names.Except([.. ContentFeatures.Names, "bias"]));
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(ContentFeatures.Names.Count, ContentFeatures.Names.Distinct().Count());
    }
}
