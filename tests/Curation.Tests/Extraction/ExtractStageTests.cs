using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Extraction;

namespace Curation.Tests.Extraction;

public sealed class ExtractStageTests
{
    static readonly StageCatalog s_catalog = new StageCatalog().AddExtraction();

    [Fact]
    public void Apply_Article_KeepsTextInOrderWithoutSurroundings()
    {
        var page = """
            <html lang=de><head><title> A  title </title><link rel=canonical href="https://example.org/x">
            <link rel=license href="https://creativecommons.org/licenses/by-sa/4.0/"><meta name=author content="A. Writer">
            <meta property="article:published_time" content="2024-02-03T04:05:06Z"><script type="application/ld+json">{"@type":"Article"}</script></head>
            <body><nav><a href=/>Home</a> <a href=/b>More</a></nav><article><h1>The heading</h1>
            <p>The first paragraph is long enough to count as content, with <b>bold</b> words and &amp; entities in it.</p>
            <ul><li>An item that follows the paragraph<li>Another item</ul><pre>code  stays
              as it is</pre><p>The last paragraph ends the article with a full sentence, which is what paragraphs do.</p></article>
            <footer>Imprint</footer></body></html>
            """;
        var kept = Assert.IsType<Verdict.Kept>(Extract(Encoding.UTF8.GetBytes(page))).Document;
        Assert.Equal("""
            The heading
            The first paragraph is long enough to count as content, with bold words and & entities in it.
            An item that follows the paragraph
            Another item
            code  stays
              as it is
            The last paragraph ends the article with a full sentence, which is what paragraphs do.
            """, kept.Text);
        Assert.Equal("A title", kept.Title);
        Assert.Equal("CC-BY-SA-4.0", kept.License);
        Assert.Equal(new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero), kept.Date);
        Assert.Equal("A. Writer", kept.Metadata["author"]);
        Assert.Equal("de", kept.Metadata["declared_language"]);
        Assert.Equal("https://example.org/x", kept.Metadata["canonical_url"]);
        Assert.Equal(["{\"@type\":\"Article\"}"], kept.Structure!.JsonLd);
        Assert.Equal(new Heading(1, 0, "The heading"), Assert.Single(kept.Structure.Headings));
        Assert.Null(kept.Payload);
    }

    [Theory]
    [InlineData("windows-1251", null, "Съешь же ещё этих мягких французских булок, да выпей чаю, а потом ещё раз съешь их.")]
    [InlineData("shift_jis", "shift_jis", "これは日本語の文章であり、文字コードの宣言に従って読まれる必要があります。そうでなければ文字化けします。")]
    [InlineData("windows-1252", null, "Ein Gruß aus Österreich: für größere Mühe gibt es süßen Käse und später vielleicht noch etwas mehr davon.")]
    public void Apply_LegacyCharset_IsDecoded(string charset, string? declared, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var meta = declared is null && charset != "windows-1252" ? $"<meta charset={charset}>" : "";
        var page = Encoding.GetEncoding(charset).GetBytes($"<html><head>{meta}</head><body><p>{text}</p></body></html>");
        Assert.Equal(text, Assert.IsType<Verdict.Kept>(Extract(page, declared)).Document.Text);
    }

    [Fact]
    public void Apply_UnknownMediaType_NamesIt()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Extract([1, 2], mediaType: "image/png"));
        Assert.Equal(("extract.no-extractor", "image/png"), (dropped.Reason.Id, dropped.Detail));
    }

    static Verdict Extract(byte[] page, string? charset = null, string mediaType = "text/html")
    {
        var stage = ExtractStage.Create(new(), new() { Catalog = s_catalog });
        return stage.Apply(new()
        {
            Id = "1",
            Source = "crawl",
            Provenance = new("test", 0, page.Length),
            Payload = new() { Open = () => new MemoryStream(page), MediaType = mediaType, Charset = charset },
        });
    }
}
