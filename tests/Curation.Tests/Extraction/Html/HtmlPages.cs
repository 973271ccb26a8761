using System.Text;
using Curation.Core.Documents;
using Curation.Stages.Extraction.Html;

namespace Curation.Tests.Extraction.Html;

/// <summary>Runs the extractor on pages in memory.</summary>
static class HtmlPages
{
    public static Document Extract(string page, HtmlExtractorOptions? options = null, string? url = null) => Extract(Encoding.UTF8.GetBytes(page), options, url);

    public static Document Extract(byte[] page, HtmlExtractorOptions? options = null, string? url = null, string? charset = null) =>
        Assert.IsType<Verdict.Kept>(HtmlExtractor.Create(options ?? new(), new()).Extract(new()
        {
            Id = "1",
            Source = "crawl",
            Url = url,
            Provenance = new("test", 0, page.Length),
            Payload = new() { Open = () => new MemoryStream(page), MediaType = "text/html", Charset = charset },
        }, TestContext.Current.CancellationToken)).Document;

    /// <summary>A paragraph that reads like content.</summary>
    public static string Paragraph(int number) =>
        $"<p>Paragraph {number} tells something at length, in whole sentences, as content does. It goes on for a while, so that nobody takes it for a label.</p>";
}
