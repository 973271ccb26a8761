using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup;
using Curation.Stages.Dedup.Exact;

namespace Curation.Tests.Dedup;

public sealed class ExactDedupTests
{
    static readonly DateTimeOffset s_day = new(2024, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Run_SameTextButForCasePunctuationAndDigits_KeepsTheLongest()
    {
        Document[] documents = [Make("a", "The Café opened in 1999."), Make("b", "the cafe opened, in 2024 !!"), Make("c", "The café closed.")];
        var verdicts = Run(new(), [documents]);
        Assert.Equal([Id("b") + " 2", Id("c") + " 1"], Order(CorpusHarness.Kept(verdicts)));
        Assert.Equal([$"{Id("a")} exact-dedup.duplicate-text duplicate of {Id("b")}"], CorpusHarness.Dropped(verdicts));
    }

    [Fact]
    public void Run_NotNormalised_ComparesTheTextAsItIs() =>
        Assert.Equal(2, Run(new() { Normalise = false }, [[Make("a", "One."), Make("b", "One"), Make("c", "One")]]).OfType<Verdict.Kept>().Count());

    [Fact]
    public void Run_TextsWithoutWords_AreNeverDuplicates() =>
        Assert.All(Run(new(), [[Make("a", ""), Make("b", ""), Make("c", "!!"), Make("d", "??")]]), v => Assert.IsType<Verdict.Kept>(v));

    [Theory]
    [InlineData("https://www.example.com/a/?utm_source=x&b=2&a=1#top", "http://example.com:80/a?a=1&b=2")]
    [InlineData("HTTPS://EXAMPLE.com/%7Euser/./x/../y", "https://example.com/~user/y/")]
    public void Run_ByUrl_SameNormalisedUrl_KeepsOne(string first, string second)
    {
        var verdicts = Run(new() { By = ExactDedupKey.Url }, [[Make("a", "longer text", first), Make("b", "text", second), Make("c", "text")]]);
        Assert.Equal([$"{Id("b")} exact-dedup.duplicate-url duplicate of {Id("a")}"], CorpusHarness.Dropped(verdicts));
    }

    [Fact]
    public void Run_ByUrl_OtherPathCaseOrQuery_KeepsBoth() => Assert.All(Run(new() { By = ExactDedupKey.Url },
        [[Make("a", "t", "https://example.com/A"), Make("b", "t", "https://example.com/a"), Make("c", "t", "https://example.com/a?id=1"), Make("d", "t", "not a url")]]),
        v => Assert.IsType<Verdict.Kept>(v));

    [Fact]
    public void Run_KeepEarliest_TakesTheDateAndDatelessLast()
    {
        Document[] documents = [Make("a", "same", date: null), Make("b", "same", date: s_day.AddDays(1)), Make("c", "same", date: s_day)];
        Assert.Equal([Id("c") + " 3"], CorpusHarness.Kept(Run(new() { Keep = KeepPolicy.Earliest }, [documents])));
        Assert.Equal([Id("b") + " 3"], CorpusHarness.Kept(Run(new() { Keep = KeepPolicy.Latest }, [documents])));
    }

    [Fact]
    public void Run_KeepPreferredSource_TakesTheOrderThenTheLongest()
    {
        Document[] documents = [Make("a", "same!!!", source: "crawl"), Make("b", "same", source: "wikipedia"), Make("c", "same.", source: "wikipedia")];
        Assert.Equal([Id("c") + " 3"], CorpusHarness.Kept(Run(new() { Keep = KeepPolicy.PreferredSource, PreferredSources = ["wikipedia", "crawl"] }, [documents])));
    }

    [Fact]
    public void Run_Ties_GoToTheSmallerIdWhateverTheOrder()
    {
        Document[] documents = [.. Enumerable.Range(0, 20).Select(i => Make($"d{i}", "same"))];
        var smallest = documents.Select(d => d.Id).Order(StringComparer.Ordinal).First();
        Assert.Equal([smallest + " 20"], CorpusHarness.Kept(Run(new(), [documents])));
        Assert.Equal([smallest + " 20"], CorpusHarness.Kept(Run(new(), [documents[10..].Reverse(), documents[..10]])));
    }

    [Fact]
    public void Run_ScopeInput_ComparesWithinInputsOnly()
    {
        Document[][] shards = [[Make("a", "same")], [Make("b", "same")], [Make("c", "same")]];
        static string Input(int shard) => shard < 2 ? "first" : "second";
        Assert.Equal(2, Run(new(), shards, Input).OfType<Verdict.Kept>().Count());
        Assert.Single(Run(new() { Scope = DedupScope.All }, shards, Input).OfType<Verdict.Kept>());
    }

    [Fact]
    public void Run_SurvivorsOfEarlierDeduplication_CarryTheirClusters()
    {
        var verdicts = Run(new(), [[Make("a", "same") with { Duplicates = 5 }, Make("b", "same") with { Duplicates = 3 }, Make("c", "other") with { Duplicates = 2 }]]);
        Assert.Equal([2, 8], verdicts.OfType<Verdict.Kept>().Select(k => k.Document.Duplicates!.Value).Order());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(64, 256)]
    public void Run_AnyPartitionsAndMemory_DecidesTheSame(int partitions, int memory)
    {
        Document[][] shards = [.. Enumerable.Range(0, 5).Select(s => Enumerable.Range(0, 4000).Select(i => Make($"{s}-{i}", $"text of word{(char)('a' + (i % 26))} and word{(char)('a' + (i * 7 / 26 % 26))} {new string('x', i % 13)}")).ToArray()), []];
        var expected = Run(new(), [shards.SelectMany(s => s)]);
        var found = Run(new() { Partitions = partitions, MemoryMegabytes = memory }, shards, null, reverse: true);
        Assert.Equal(CorpusHarness.Kept(expected), CorpusHarness.Kept(found));
        Assert.Equal(CorpusHarness.Dropped(expected), CorpusHarness.Dropped(found));
    }

    [Fact]
    public void ReadOptions_PreferredSourceWithoutSources_IsRefused()
    {
        var errors = new OptionErrors();
        new ExactDedupOptions { Keep = KeepPolicy.PreferredSource, MemoryMegabytes = 0 }.Validate(errors);
        Assert.Equal(2, errors.Messages.Count);
    }

    static List<Verdict> Run(ExactDedupOptions options, IEnumerable<IEnumerable<Document>> shards, Func<int, string>? input = null, bool reverse = false)
    {
        using var harness = new CorpusHarness(shards, input);
        return harness.Run(ExactDedup.Create(options, new()), reverse);
    }

    static Document Make(string name, string text, string? url = null, string source = "crawl", DateTimeOffset? date = null) => CorpusHarness.Make(name, text, url, source, date);

    static string Id(string name) => DocumentId.OfRecord("test", name);

    static string[] Order(string[] lines) => [.. lines.OrderBy(l => l.EndsWith(" 1", StringComparison.Ordinal))];
}
