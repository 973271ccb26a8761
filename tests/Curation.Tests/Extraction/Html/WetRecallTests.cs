using Curation.Core.Documents;
using Curation.Stages.Readers.Warc;
using Curation.Tests.Readers;

namespace Curation.Tests.Extraction.Html;

/// <summary>Genuine Common Crawl pages: our text of all that shows against the text that Common Crawl's own extraction gives.</summary>
public sealed class WetRecallTests(ITestOutputHelper output)
{
    [Fact]
    public void Extract_CommonCrawlPage_HasTheWordsOfItsWetRecord()
    {
        var folder = Repository.DataOrSkip("warc/commoncrawl-whirlwind");
        var page = Documents(folder, "whirlwind.warc.gz").First(d => d.Payload!.MediaType == "text/html");
        var wet = System.Text.Encoding.UTF8.GetString(Documents(folder, "whirlwind.warc.wet.gz").Single(d => d.Url == page.Url).Bytes());
        var all = HtmlPages.Extract(page.Bytes(), new() { MainContent = false });
        var main = HtmlPages.Extract(page.Bytes());
        var words = ContentScore.Words(wet);
        output.WriteLine($"recall of the WET text's words: all text {Recall(words, all.Text):F4}, main content {Recall(words, main.Text):F4}; words {words.Count}, {ContentScore.Words(all.Text).Count}, {ContentScore.Words(main.Text).Count}");
        Assert.InRange(Recall(words, all.Text), .97, 1);
        Assert.InRange(Recall(words, main.Text), .3, 1);
    }

    static Document[] Documents(string folder, string file) => new WarcReader(new()).All(MemoryInput.OfFile(Path.Combine(folder, file))).Documents();

    static double Recall(List<string> words, string text)
    {
        var have = ContentScore.Words(text).CountBy(w => w).ToDictionary(StringComparer.Ordinal);
        return words.CountBy(w => w).Sum(w => Math.Min(w.Value, have.GetValueOrDefault(w.Key))) / (double)words.Count;
    }
}
