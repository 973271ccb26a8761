using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Evaluation;
using Curation.Mixers.Running;

namespace Curation.Tests.Mixers.Running;

public sealed class MixProjectTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("mix").FullName;
    readonly List<string> _said = [];

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Open_AChangedSource_HoldsTheOthersTogetherAndKeepsTheirSamples()
    {
        Shards(books: 60);
        var first = await OpenAsync(Options());
        Assert.Equal(["books", "code", "web"], first.Axes.Names);
        MixHistory.Write(first, Mixture(first, [0.5, 0.1, 0.4]));
        Shards(books: 70);
        var second = await OpenAsync(Options());
        Assert.Equal(["existing", "books"], second.Axes.Names);
        Assert.Contains(_said, s => s.Contains("'books' (changed). 2 unchanged domains are held together at its ratios (code 20.0 %, web 80.0 %)", StringComparison.Ordinal));
        Assert.Equal(first.Corpora.Tokenizer.Hash, second.Corpora.Tokenizer.Hash);
        foreach (var name in new[] { "code", "web" })
        {
            Assert.Equal(first.Corpora.Domains.Single(d => d.Name == name), second.Corpora.Domains.Single(d => d.Name == name));
            Assert.Equal(Tokens(first, name), Tokens(second, name));
        }
        var design = second.Design();
        Assert.True(design.Weights.Length < 64);
        var shares = second.Axes.Expand(design.Weights[^1]);
        Assert.Equal(4, shares[2] / shares[1], 1e-6);
        // The same state again is the same project, and a mix without the changed domain is a proxy that is there already.
        MixHistory.Write(second, Mixture(second, second.Axes.Expand([0.7, 0.3])));
        Assert.Equal(second.DesignPath, (await OpenAsync(Options())).DesignPath);
        var without = new Curation.Mixers.Tables.MixtureTable("index", ["0"], first.Axes.Names, [[0, 0.2, 0.8]]);
        Assert.Equal(first.Tasks(without)[0].Key, second.Tasks(without with { Domains = second.Axes.Names, Weights = [[1, 0]] })[0].Key);
        Assert.Equal(3, (await OpenAsync(Options() with { Reuse = false })).Axes.Names.Count);
    }

    [Fact]
    public async Task Open_ANewSource_IsVariedAgainstTheBlendOfTheOthers()
    {
        Shards(books: 60, code: false);
        MixHistory.Write(await OpenAsync(Options()), Mixture(await OpenAsync(Options()), [0.3, 0.7]));
        Shards(books: 60);
        var project = await OpenAsync(Options());
        Assert.Equal(["existing", "code"], project.Axes.Names);
        Assert.Contains(_said, s => s.Contains("'code' (new)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_TargetTokenizer_IsTheUnitOfWeightsAndCaps()
    {
        Shards(books: 60);
        var (counted, named) = (await OpenAsync(Options()), await OpenAsync(Options() with { TargetTokenizer = "o200k", Directory = Path.Combine(_folder, "named") }));
        foreach (var (own, other) in counted.Corpora.Domains.Zip(named.Corpora.Domains))
        {
            Assert.Equal(1, own.TokensPerCount);
            // A word of the made-up texts is several tokens, which the shards count as one.
            Assert.True(other.TokensPerCount > 2);
            Assert.Equal(own.Tokens * other.TokensPerCount, other.Tokens, 1);
            Assert.Equal(own.BytesPerToken, other.BytesPerToken * other.TokensPerCount, 1e-6);
        }
    }

    [Fact]
    public async Task Open_Languages_AreDomainsToo()
    {
        Shards(books: 60);
        var project = await OpenAsync(Options() with { Domains = ["source", "language"] });
        Assert.Equal(["books/de", "books/en", "code/de", "code/en", "web/de", "web/en"], project.Axes.Names);
        project = await OpenAsync(Options() with { Domains = ["signals.quality<0.4", "duplicates<2"] });
        Assert.Equal(["below-0.4/from-2", "from-0.4/below-2"], project.Axes.Names);
    }

    [Fact]
    public async Task Open_WhatCannotBe_IsNamed()
    {
        Shards(books: 60);
        async Task Expect(string expected, MixOptions options) => Assert.Contains(expected, (await Assert.ThrowsAsync<ConfigException>(() => OpenAsync(options))).Message, StringComparison.Ordinal);
        await Expect("unknown domain 'boks'; did you mean 'books'?", Options() with { Bounds = new Dictionary<string, DomainBounds> { ["boks"] = new() } });
        await Expect("the least weights sum to 1.2, more than 1: 'books' 0.6, 'web' 0.6", Options() with { Bounds = new Dictionary<string, DomainBounds> { ["books"] = new() { Min = 0.6 }, ["web"] = new() { Min = 0.6 } } });
        await Expect("'books': the least weight 0.5 is above the greatest, 0.03", Options() with { TargetTokens = 240_000, Bounds = new Dictionary<string, DomainBounds> { ["books"] = new() { Min = 0.5 } } });
        await Expect("one domain only, 'unknown'", Options() with { Domains = ["license"] });
        await Expect("matches no .parquet file", Options() with { Shards = [Path.Combine(_folder, "nothing/*.parquet")] });
        Assert.Contains("8 are fewer than the mixes that every design has", Assert.Throws<ConfigException>(() => Designed(8)).Message, StringComparison.Ordinal);
        // A source without a token.
        ShardFixture.Write(Path.Combine(_folder, "in/empty.parquet"), [ShardFixture.Document("empty", 0, 0)]);
        await Expect("domain 'empty' has 1 documents without a token", Options());

        void Designed(int proxies) => OpenAsync(Options() with { Design = new() { Proxies = proxies, SecondRound = 0 } }).GetAwaiter().GetResult().Design();
    }

    [Fact]
    public async Task Read_EvalsWithoutText_AreNamed()
    {
        Shards(books: 60);
        var project = await OpenAsync(Options());
        var empty = Path.Combine(_folder, "empty.txt");
        await File.WriteAllTextAsync(empty, "", TestContext.Current.CancellationToken);
        Assert.Contains("eval 'e' has no text", Message(new() { Name = "e", Files = [empty] }), StringComparison.Ordinal);
        Assert.Contains("eval 'e': unknown domain 'boooks'; did you mean 'books'?", Message(new() { Name = "e", Domain = "boooks" }), StringComparison.Ordinal);
        await File.WriteAllTextAsync(empty, """{ "query": "a", "choices": ["b"], "gold": 3 }""", TestContext.Current.CancellationToken);
        Assert.Contains("question 1: expected choices (a list) and gold", Message(new() { Name = "e", Kind = EvalKind.Choice, Files = [empty] }), StringComparison.Ordinal);

        string Message(EvalSpec eval) => Assert.Throws<ConfigException>(() => EvalItems.Read(eval, project.Corpora)).Message;
    }

    MixOptions Options() => new()
    {
        Shards = [Path.Combine(_folder, "in/*.parquet")],
        Directory = Path.Combine(_folder, "out"),
        Proxy = new() { Size = "demo", Tokens = 20_000, HeldOutTokens = 300 },
    };

    Task<MixProject> OpenAsync(MixOptions options) => MixProject.OpenAsync(options, new StorageRouter(), _said.Add, TestContext.Current.CancellationToken);

    void Shards(int books, bool code = true)
    {
        if (Directory.Exists(Path.Combine(_folder, "in"))) Directory.Delete(Path.Combine(_folder, "in"), true);
        IEnumerable<(Document, int)> documents = Enumerable.Range(0, 100).Select(i => ShardFixture.Document("web", i, 40)).Concat(Enumerable.Range(0, books).Select(i => ShardFixture.Document("books", i, 30, 0.2, 3)));
        ShardFixture.Write(Path.Combine(_folder, "in/0.parquet"), code ? documents.Concat(Enumerable.Range(0, 40).Select(i => ShardFixture.Document("code", i, 50))) : documents);
    }

    static Curation.Mixers.Blend.MixtureFile Mixture(MixProject project, double[] weights) => MixtureFixture.Of(project.Corpora.Domains.Select((d, i) => (d.Name, weights[i])));

    static ushort[] Tokens(MixProject project, string domain) => project.Corpora.ReadTokens(project.Corpora.Domains.Select(d => d.Name).ToList().IndexOf(domain));
}
