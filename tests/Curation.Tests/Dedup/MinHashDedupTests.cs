using System.IO.Compression;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Tests.Dedup;

public sealed class MinHashDedupTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(13, 2, false)]
    [InlineData(64, 256, false)]
    [InlineData(1, 1, true)]
    [InlineData(29, 256, true)]
    public void Run_AnyPartitionsMemoryAndOrder_DecidesTheSame(int partitions, int memory, bool verify)
    {
        Document[] documents = [.. Families(400, 6)];
        var expected = Run(new() { Verify = verify }, [documents]);
        Assert.InRange(expected.OfType<Verdict.Dropped>().Count(), 800, 2000);
        var other = documents.OrderBy(d => d.Id, StringComparer.Ordinal).Chunk(333).Append([]);
        var found = Run(new() { Verify = verify, Partitions = partitions, MemoryMegabytes = memory }, other, reverse: true);
        Assert.Equal(CorpusHarness.Kept(expected), CorpusHarness.Kept(found));
        Assert.Equal(CorpusHarness.Dropped(expected), CorpusHarness.Dropped(found));
    }

    [Fact]
    public void Run_ChainOfEdits_VerifiedKeepsItsEndsApart()
    {
        // Each text differs from the next by little, the first from the last by all.
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, 300).Select(_ => Word(random))];
        var chain = new List<Document>();
        for (var i = 0; i < 30; i++)
        {
            chain.Add(CorpusHarness.Make($"{i}", string.Join(' ', words)));
            for (var w = 0; w < 10; w++) words[(i * 10) + w] = Word(random);
        }
        Assert.Single(Run(new(), [chain]).OfType<Verdict.Kept>());
        Assert.InRange(Run(new() { Verify = true }, [chain]).OfType<Verdict.Kept>().Count(), 2, 8);
    }

    [Fact]
    public void Run_ShortTexts_MeetTheirEqualsInOurDialectAndStayInDatatroves()
    {
        Document[] documents = [CorpusHarness.Make("a", "Contact us"), CorpusHarness.Make("b", "contact US!"), CorpusHarness.Make("c", ""), CorpusHarness.Make("d", "--")];
        Assert.Single(Run(new(), [documents]).OfType<Verdict.Dropped>());
        Assert.Empty(Run(new() { Dialect = MinHashDialect.Datatrove }, [documents]).OfType<Verdict.Dropped>());
    }

    [Fact]
    public void Run_ScriptsWithoutBlanks_MeetByCharacters()
    {
        const string Text = "東京は日本の首都であり世界最大級の都市圏を形成している政治経済文化の中心地として機能し多くの企業や大学が集まっている";
        Document[] documents = [CorpusHarness.Make("a", Text), CorpusHarness.Make("b", Text + "。。"), CorpusHarness.Make("c", new string([.. Text.Reverse()]))];
        Assert.Single(Run(new(), [documents]).OfType<Verdict.Dropped>());
    }

    [Fact]
    public void Run_ScopeInput_ComparesWithinInputsOnly()
    {
        var text = string.Join(' ', Enumerable.Range(0, 50).Select(i => $"w{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));
        Document[][] shards = [[CorpusHarness.Make("a", text)], [CorpusHarness.Make("b", text)]];
        Assert.Empty(Run(new(), shards, input: s => $"crawl{s}").OfType<Verdict.Dropped>());
        Assert.Single(Run(new() { Scope = DedupScope.All }, shards, input: s => $"crawl{s}").OfType<Verdict.Dropped>());
    }

    [Fact]
    public void Run_LargeClusters_AreCounted()
    {
        using var harness = new CorpusHarness([Families(2, 40, edits: 0).Concat(Families(30, 1, seed: 9))]);
        var verdicts = harness.Run(MinHashDedup.Create(new() { UnusualClusterSize = 40 }, new()));
        Assert.Equal(2, harness.Counters["unusual-clusters"]);
        Assert.Equal(80, harness.Counters["unusual-clusters-documents"]);
        Assert.Equal(2, harness.Counters["clusters-of-10-to-99"]);
        Assert.Equal([40, 40], verdicts.OfType<Verdict.Kept>().Select(k => k.Document.Duplicates!.Value).Where(d => d > 1));
        Assert.All(verdicts.OfType<Verdict.Kept>().Skip(2), k => Assert.Equal(1, k.Document.Duplicates));
    }

    [Theory]
    [InlineData("articles_100", 5)]
    [InlineData("articles_1000", 10)]
    public void Run_PlantedPairsOfArticles_AreAllFound(string name, int planted)
    {
        var pairs = File.ReadAllLines(Repository.DataOrSkip($"dedup/minhash-articles/{name}.truth")).Where(l => l.Length > 0).Select(l => l.Split(' ')).ToArray();
        Assert.Equal(planted, pairs.Length);
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.DataOrSkip($"dedup/minhash-articles/{name}.train.gz")), CompressionMode.Decompress));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var documents = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l =>
        {
            var id = l[..l.IndexOf(' ', StringComparison.Ordinal)];
            var document = CorpusHarness.Make(id, l[(id.Length + 1)..]);
            names[document.Id] = id;
            return document;
        }).ToArray();
        var found = Run(new(), [documents]).OfType<Verdict.Dropped>().Select(d => Pair(names[d.Document.Id], names[d.Detail!.Split(' ')[2]])).Order(StringComparer.Ordinal);
        Assert.Equal(pairs.Select(p => Pair(p[0], p[1])).Order(StringComparer.Ordinal), found);
    }

    [Theory]
    [InlineData(MinHashPreset.Curator)]
    [InlineData(MinHashPreset.Finepdfs)]
    [InlineData(MinHashPreset.Dolma3)]
    [InlineData(MinHashPreset.DataJuicer)]
    [InlineData(MinHashPreset.TextDedup)]
    public void Run_Presets_FindCopiesAndKeepTheRest(MinHashPreset preset)
    {
        var verdicts = Run(new() { Preset = preset }, [Families(20, 3, edits: 0)]);
        Assert.Equal(40, verdicts.OfType<Verdict.Dropped>().Count());
    }

    [Fact]
    public void Validate_ShapesThatCannotBe_AreRefused()
    {
        var errors = new OptionErrors();
        new MinHashDedupOptions { Bands = 0, Rows = 0, Shingle = 0, MinJaccard = 0, Preset = MinHashPreset.Curator, Dialect = MinHashDialect.Datatrove }.Validate(errors);
        Assert.Equal(5, errors.Messages.Count);
    }

    static List<Verdict> Run(MinHashDedupOptions options, IEnumerable<IEnumerable<Document>> shards, bool reverse = false, Func<int, string>? input = null)
    {
        using var harness = new CorpusHarness(shards, input);
        return harness.Run(MinHashDedup.Create(options, new()), reverse);
    }

    /// <summary>Families of texts, each the first one of its family with some words replaced.</summary>
    static IEnumerable<Document> Families(int count, int size, int edits = 12, int seed = 1)
    {
        var random = new Random(seed);
        for (var f = 0; f < count; f++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(60, 300)).Select(_ => Word(random))];
            for (var copy = 0; copy < size; copy++)
            {
                var edited = words.ToArray();
                for (var e = copy == 0 ? 0 : random.Next(edits); e > 0; e--) edited[random.Next(edited.Length)] = Word(random);
                yield return CorpusHarness.Make($"{seed} {f} {copy}", string.Join(' ', edited));
            }
        }
    }

    static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(26))));

    static string Pair(string a, string b) => string.CompareOrdinal(a, b) < 0 ? $"{a} {b}" : $"{b} {a}";
}
