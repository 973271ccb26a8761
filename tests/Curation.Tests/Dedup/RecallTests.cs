using System.Globalization;
using Curation.Core.Documents;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Tests.Dedup;

/// <summary>What is found of generated pairs, against theory.</summary>
public sealed class RecallTests
{
    [Theory]
    [InlineData(MinHashDialect.Rolling32)]
    [InlineData(MinHashDialect.Datatrove)]
    public void Run_GeneratedPairs_RecallIsAsTheorySays(MinHashDialect dialect) => Check(new() { Dialect = dialect }, 3000, tolerance: 0.06);

    [Theory]
    [InlineData(MinHashDialect.Rolling32)]
    [InlineData(MinHashDialect.Datatrove)]
    [InlineData(MinHashDialect.DatatroveSha1)]
    [InlineData(MinHashDialect.Datatrove32)]
    [Trait("Tier", "all")]
    public void Run_ManyGeneratedPairs_RecallIsWithinTwoHundredthsOfTheory(MinHashDialect dialect) => Check(new() { Dialect = dialect }, 60_000, tolerance: 0.02);

    [Theory]
    [InlineData(MinHashPreset.Finepdfs)]
    [InlineData(MinHashPreset.Dolma3)]
    [InlineData(MinHashPreset.TextDedup)]
    [Trait("Tier", "all")]
    public void Run_OtherShapes_RecallIsWithinTwoHundredthsOfTheory(MinHashPreset preset) => Check(new() { Preset = preset }, 60_000, tolerance: 0.02);

    [Fact]
    public void Run_Verified_DropsNothingBelowTheThreshold() => CheckVerified(3000, 0.06);

    [Fact]
    [Trait("Tier", "all")]
    public void Run_ManyVerified_DropsNothingBelowTheThresholdAndAllAboveThatWereFound() => CheckVerified(60_000, 0.02);

    static void Check(MinHashDedupOptions options, int count, double tolerance)
    {
        var pairs = new GeneratedPairs(count, seed: 5);
        var (dropped, _) = Run(options, pairs);
        CheckBins(pairs, dropped, options, tolerance, from: 0);
        // Documents of different pairs share nothing: whatever goes, goes for its partner.
        Assert.True(dropped.Count <= pairs.Pairs.Count);
    }

    static void CheckVerified(int count, double tolerance)
    {
        var options = new MinHashDedupOptions { Verify = true };
        var pairs = new GeneratedPairs(count, seed: 6);
        var (dropped, details) = Run(options, pairs);
        Assert.All(pairs.Pairs.Where(p => p.Jaccard < options.MinJaccard), p => Assert.False(dropped.Contains(p.A.Id) || dropped.Contains(p.B.Id)));
        CheckBins(pairs, dropped, options, tolerance, from: 0.5);
        foreach (var pair in pairs.Pairs)
            foreach (var (document, partner) in new[] { (pair.A, pair.B), (pair.B, pair.A) })
                if (details.TryGetValue(document.Id, out var detail)) Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"duplicate of {partner.Id}, jaccard {pair.Jaccard:0.0000}"), detail);
    }

    static void CheckBins(GeneratedPairs pairs, HashSet<string> dropped, MinHashDedupOptions options, double tolerance, double from)
    {
        var lines = new List<string>();
        var wrong = false;
        foreach (var (start, count, recall, theory) in pairs.Bins(dropped, options.Shape).Where(b => b.From >= from - 1e-9))
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{start:0.0}: {count} pairs, recall {recall:0.0000}, theory {theory:0.0000}"));
            if (Math.Abs(recall - theory) > tolerance) wrong = true;
        }
        var table = $"{options.Dialect} {options.Preset} verify {options.Verify}\n{string.Join('\n', lines)}";
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        Assert.False(wrong, table);
    }

    static (HashSet<string> Dropped, Dictionary<string, string> Details) Run(MinHashDedupOptions options, GeneratedPairs pairs)
    {
        using var harness = new CorpusHarness(pairs.Shards(3));
        var dropped = harness.Run(MinHashDedup.Create(options, new())).OfType<Verdict.Dropped>().ToArray();
        return ([.. dropped.Select(d => d.Document.Id)], dropped.ToDictionary(d => d.Document.Id, d => d.Detail!, StringComparer.Ordinal));
    }
}
