using System.IO.Compression;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Filters.Urls;

namespace Curation.Tests.Filters.Urls;

public sealed class UrlFilterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("url-filter").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("https://www.bad.example.co.uk/page", null)]
    [InlineData("https://sub.bad.co.uk/page", "url-filter.domain")]
    [InlineData("http://BAD.co.uk:8080?x=1", "url-filter.domain")]
    [InlineData("http://user@evil.blog.test/", "url-filter.host")]
    [InlineData("http://other.blog.test/", null)]
    [InlineData("https://WWW.Fine.test/Path/Page/#top", "url-filter.url")]
    [InlineData("https://fine.test/path/page", null)]
    [InlineData("https://fine.test/one-casino-here", "url-filter.word")]
    [InlineData("https://fine.test/onecasino", null)]
    [InlineData("https://fine.test/soft/a/soft", null)]
    [InlineData("https://fine.test/soft/a/MILD", "url-filter.soft-words")]
    [InlineData("https://fine.test/for-bid/den", "url-filter.sub-word")]
    [InlineData("http://10.0.0.1/x", "url-filter.host")]
    [InlineData("not a url at all", null)]
    [InlineData("", null)]
    public void Apply_Url_GivesTheFirstReason(string url, string? reason)
    {
        var filter = Filter();
        Assert.Equal(reason, ReasonOf(filter.Apply(Page(url))));
    }

    [Fact]
    public void Apply_SeveralHits_RecordsAllSignalsAndJudgesInOrder()
    {
        var dropped = Assert.IsType<Verdict.Dropped>(Filter().Apply(Page("https://a.bad.co.uk/casino-soft-mild-forbidden")));
        Assert.Equal("url-filter.domain", dropped.Reason.Id);
        Assert.Equal(1, dropped.Document.Signals["url_filter_words"]);
        Assert.Equal(2, dropped.Document.Signals["url_filter_soft_words"]);
        Assert.Equal(1, dropped.Document.Signals["url_filter_sub_word"]);
        Assert.Equal(0, dropped.Document.Signals["url_filter_url"]);
    }

    [Fact]
    public void Apply_NoUrl_IsDroppedOnlyByOption()
    {
        var page = Page(null);
        Assert.IsType<Verdict.Kept>(Filter().Apply(page));
        var strict = UrlFilter.Create(new() { DropWithoutUrl = true }, new());
        Assert.Equal("url-filter.no-url", ReasonOf(strict.Apply(page)));
    }

    [Fact]
    public void Create_GzipList_ReadsIt()
    {
        var path = Path.Combine(_folder, "domains.gz");
        using (var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest))) writer.Write("# adult\n\nbad.test\r\n");
        var filter = UrlFilter.Create(new() { Domains = [path] }, new());
        Assert.Equal("url-filter.domain", ReasonOf(filter.Apply(Page("http://x.bad.test/"))));
    }

    [Fact]
    public void Create_DamagedGzip_NamesTheFile()
    {
        var path = List("broken.gz", "this is not gzip");
        var error = Assert.Throws<ConfigException>(() => UrlFilter.Create(new() { Domains = [path] }, new()));
        Assert.Contains("broken.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_FileThatIsNoList_SaysSo()
    {
        var path = List("one-line", new string('x', 100_000));
        Assert.Contains("one entry a line", Assert.Throws<ConfigException>(() => UrlFilter.Create(new() { Words = [path] }, new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_MissingListAndThreshold_ReportsBoth()
    {
        var errors = new OptionErrors();
        new UrlFilterOptions { Domains = ["nowhere.txt"], SoftWordThreshold = 0 }.Validate(errors);
        Assert.Equal(2, errors.Messages.Count);
    }

    [Theory]
    [InlineData("https://www.spam-farm.example/a", "url-filter.domain")]
    [InlineData("https://ads.news.example/", "url-filter.host")]
    [InlineData("https://shop.example/terms/old", "url-filter.url")]
    [InlineData("https://x.example/jackpot", "url-filter.word")]
    [InlineData("https://x.example/poker-bonus", "url-filter.soft-words")]
    [InlineData("https://x.example/online-casinos", "url-filter.sub-word")]
    [InlineData("https://news.example/poker", null)]
    public void Apply_SampleLists_BlockWhatTheyName(string url, string? reason)
    {
        var lists = Path.Combine(Repository.Root, "data-samples", "lists");
        var filter = UrlFilter.Create(
            new()
            {
                Domains = [Path.Combine(lists, "blocked-domains.txt")],
                Urls = [Path.Combine(lists, "blocked-urls.txt")],
                Words = [Path.Combine(lists, "banned-words.txt")],
                SoftWords = [Path.Combine(lists, "soft-banned-words.txt")],
                SubWords = [Path.Combine(lists, "banned-subwords.txt")],
            },
            new());
        Assert.Equal(reason, ReasonOf(filter.Apply(Page(url))));
    }

    [Fact]
    public void Apply_PublishedLists_BlockTheirOwnEntries()
    {
        var gambling = Repository.DataOrSkip("lists/ut1/blacklists/gambling/domains.gz");
        var words = Repository.DataOrSkip("lists/datatrove/src/datatrove/assets/banned_words.txt");
        var filter = UrlFilter.Create(new() { Domains = [gambling], Words = [words] }, new());
        foreach (var domain in ListFile.Lines(gambling).Take(500))
            Assert.StartsWith("url-filter.", ReasonOf(filter.Apply(Page($"http://{domain}/"))), StringComparison.Ordinal);
        Assert.Null(ReasonOf(filter.Apply(Page("https://en.wikipedia.org/wiki/Cheese"))));
    }

    UrlFilter Filter() => UrlFilter.Create(
        new()
        {
            Domains = [List("domains", "# comment", "bad.co.uk", "evil.blog.test", "10.0.0.1")],
            Urls = [List("urls", "http://fine.test/Path/Page")],
            Words = [List("words", "Casino")],
            SoftWords = [List("soft", "soft", "mild")],
            SubWords = [List("sub", "for bidden", "bidx")],
        },
        new());

    string List(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }

    static string? ReasonOf(Verdict verdict) => (verdict as Verdict.Dropped)?.Reason.Id;

    static Document Page(string? url) => new() { Id = "1", Source = "crawl", Url = url, Provenance = new("a.warc", 0, 1) };
}
