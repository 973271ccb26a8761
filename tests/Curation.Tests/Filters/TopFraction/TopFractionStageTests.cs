using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Filters.TopFraction;

namespace Curation.Tests.Filters.TopFraction;

public sealed class TopFractionStageTests
{
    [Theory]
    [InlineData(.1, TopFractionOrder.Highest, TopFractionGroup.None)]
    [InlineData(.07, TopFractionOrder.Lowest, TopFractionGroup.None)]
    [InlineData(.333, TopFractionOrder.Highest, TopFractionGroup.Language)]
    [InlineData(1, TopFractionOrder.Highest, TopFractionGroup.Source)]
    public void Run_AnyPartition_KeepsExactlyTheBest(double fraction, TopFractionOrder order, TopFractionGroup group)
    {
        var random = new Random(9);
        // Few values, so that ties are many; both signs and both zeros.
        var documents = Enumerable.Range(0, 1000).Select(i => Document(i, random.Next(-20, 20) / 4.0 * (i % 2 == 0 ? 1 : -1), i % 3 == 0 ? "en" : i % 3 == 1 ? "de" : null)).ToArray();
        var options = new TopFractionOptions { Signal = "s", Fraction = fraction, Best = order, Group = group };
        var expected = documents.GroupBy(d => group == TopFractionGroup.Language ? d.Language : group == TopFractionGroup.Source ? d.Source : "")
            .SelectMany(g => g.OrderBy(d => (order == TopFractionOrder.Highest ? -1 : 1) * d.Signals["s"]).ThenBy(d => d.Id, StringComparer.Ordinal)
                .Take((int)Math.Ceiling((decimal)fraction * g.Count())))
            .Select(d => d.Id).Order(StringComparer.Ordinal).ToArray();
        foreach (var size in new[] { 1000, 999, 137, 10, 1 })
            Assert.Equal(expected, Kept(options, [.. documents.Chunk(size), []]));
        random.Shuffle(documents);
        Assert.Equal(expected, Kept(options, [.. documents.Chunk(301)]));
    }

    [Fact]
    public void Find_MoreKeysThanMemory_IsTheKeyOfTheRank()
    {
        var random = new Random(10);
        var runs = Enumerable.Range(0, 7).Select(_ => Enumerable.Range(0, 500).Select(_ => RankKey.Of(random.Next(5) / 3.0, $"{random.Next(300):x32}", true)).Order().ToArray()).ToArray();
        var all = runs.SelectMany(r => r).Order().ToArray();
        var ranges = runs.Select(Range).ToArray();
        foreach (var rank in new[] { 0, 1, 17, 1750, 3498, 3499 })
            foreach (var memory in new[] { 1, 10, 10000 })
                Assert.Equal(all[rank], RankSelect.Find(ranges, rank, memory));
    }

    [Theory]
    [InlineData(-1.5)]
    [InlineData(0)]
    [InlineData(3e-300)]
    [InlineData(double.PositiveInfinity)]
    public void ScoreOf_Key_IsTheScore(double score)
    {
        Assert.Equal(score, RankKey.Of(score, "x", true).ScoreOf(true));
        Assert.Equal(score, RankKey.Of(score, "x", false).ScoreOf(false));
    }

    [Fact]
    public void Run_DroppedDocument_CarriesTheCut()
    {
        var documents = Enumerable.Range(0, 10).Select(i => Document(i, i, "en")).ToArray();
        var verdicts = new MemoryCorpus([documents]).Run(TopFractionStage.Create(new() { Signal = "s", Fraction = .3 }, new()));
        var dropped = Assert.IsType<Verdict.Dropped>(verdicts[0]);
        Assert.Equal(("top-fraction.below-cut", "s", 7.0), (dropped.Reason.Id, dropped.Signal, dropped.Threshold));
    }

    [Fact]
    public void Run_DocumentsWithoutTheSignal_GoByOption()
    {
        Document[] documents = [Document(1, 1, "en"), Document(2, double.NaN, "en"), Document(3, 3, "en") with { Signals = Signals.Empty }];
        var options = new TopFractionOptions { Signal = "s", Fraction = 1 };
        Assert.Equal([1], Numbers(Kept(options, [documents])));
        Assert.Equal([1, 2, 3], Numbers(Kept(options with { KeepUnscored = true }, [documents])));
        Assert.Contains("'t'", Assert.Throws<ConfigException>(() => Kept(options with { Signal = "t" }, [documents])).Message, StringComparison.Ordinal);
    }

    static int[] Numbers(string[] ids) => [.. ids.Select(i => Convert.ToInt32(i, 16))];

    static string[] Kept(TopFractionOptions options, IReadOnlyList<Document[]> shards) =>
        [.. new MemoryCorpus(shards).Run(TopFractionStage.Create(options, new())).OfType<Verdict.Kept>().Select(k => k.Document.Id).Order(StringComparer.Ordinal)];

    static Document Document(int i, double score, string? language) => new()
    {
        Id = $"{i:x32}",
        Source = i % 2 == 0 ? "crawl" : "pdf",
        Language = language,
        Signals = Signals.Empty.With(new Signal("s", score)),
        Provenance = new("f", i, 1),
    };

    static RankRange Range(RankKey[] keys)
    {
        var bytes = new byte[keys.Length * RankKey.Size];
        for (var i = 0; i < keys.Length; i++) keys[i].Write(bytes.AsSpan(i * RankKey.Size));
        return new(new(0, "keys", bytes.Length, (offset, length) => new MemoryStream(bytes, (int)offset, (int)length)), 0, keys.Length);
    }
}
