using System.Runtime.InteropServices;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Blend;
using Curation.Mixers.TrainingSets;

namespace Curation.Tests.Mixers.TrainingSets;

public sealed class TrainingSetWriterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("blend").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Write_UpAndDownSampling_IsExactToHalfADocument()
    {
        // 2,000 tokens of web, 500 of books, 250 of code; 2,000 wanted: books 2.4 epochs, web a quarter, code twice.
        Shards(1);
        var manifest = await WriteAsync("out", MixtureFixture.Of(("books", 0.6), ("code", 0.25), ("web", 0.15)), new() { Tokens = 2000 });
        foreach (var domain in manifest.Domains) Assert.True(Math.Abs(domain.Tokens - domain.Wanted) <= 15, $"{domain}");
        Assert.Equal(2.4, manifest.Domains.Single(d => d.Name == "books").Epochs, 0.05);
        var copies = Copies("out");
        // Every document of books 2 or 3 times, of code exactly twice, of web once at most.
        Assert.Equal([2, 3], copies.Where(c => c.Key.StartsWith("books", StringComparison.Ordinal)).Select(c => c.Value).Distinct().Order());
        Assert.Equal(25, copies.Count(c => c.Key.StartsWith("code", StringComparison.Ordinal) && c.Value == 2));
        Assert.All(copies.Where(c => c.Key.StartsWith("web", StringComparison.Ordinal)), c => Assert.Equal(1, c.Value));
        Assert.Equal(manifest.Tokens, manifest.Files.Sum(f => f.Tokens));
        Assert.Equal(manifest.Domains.Sum(d => d.Copies), copies.Values.Sum());
    }

    [Fact]
    public async Task Write_OtherWorkersAndOrderOfShards_GivesTheSameBytesAndOtherSeedsDoNot()
    {
        Shards(1);
        var mixture = MixtureFixture.Of(("books", 0.5), ("code", 0.2), ("web", 0.3));
        var options = new TrainingSetOptions { Tokens = 1000, Workers = 1, Tokenizer = "bytes", FileTokens = 1000 };
        await WriteAsync("one", mixture, options);
        Shards(3);
        await WriteAsync("two", mixture, options with { Workers = 4 });
        await WriteAsync("three", mixture, options with { Seed = 7 });
        Assert.Equal(Bytes("one", "tokens"), Bytes("two", "tokens"));
        Assert.NotEqual(Bytes("one", "tokens"), Bytes("three", "tokens"));
        Assert.Equal(Ids("one"), Ids("two"));
        // One order over all domains: neighbours are of several.
        var sources = Ids("one").Select(i => i.Split('-')[0]).ToArray();
        Assert.True(sources.Zip(sources.Skip(1)).Count(p => p.First != p.Second) > sources.Length / 3);
    }

    [Fact]
    public async Task Write_QualityAndDuplicates_TakesDocumentsByTheirWeights()
    {
        var documents = Enumerable.Range(0, 400).Select(i => ShardFixture.Document("web", i, 10, quality: i % 4 / 4.0, duplicates: i % 2 == 0 ? 1 : 6))
            .Concat(Enumerable.Range(0, 100).Select(i => ShardFixture.Document("books", i, 10)));
        ShardFixture.Write(Path.Combine(_folder, "in", "0.parquet"), documents);
        var manifest = await WriteAsync("out", MixtureFixture.Of(("books", 0.2), ("web", 0.8)), new() { Tokens = 4000, Weigh = ["signals.quality<0.2<0.6=0,1,2", "duplicates<5=1,1.5"] });
        var copies = Copies("out");
        double Mean(int remainder) => Enumerable.Range(0, 400).Where(i => i % 4 == remainder).Average(i => copies.GetValueOrDefault($"web-{i:d5}"));
        // Quality 0, .25, .5, .75 weigh 0, 1, 1, 2; odd documents have many duplicates and weigh half as much again.
        Assert.Equal(0, Mean(0));
        Assert.Equal(1.5 * Mean(2), Mean(1), 0.12);
        Assert.Equal(2 * Mean(1), Mean(3), 0.12);
        Assert.Equal(3200, manifest.Domains.Single(d => d.Name == "web").Tokens, 5);
    }

    [Fact]
    public async Task Write_PackedTokens_AreTheDocumentsOfTheParquetFilesInOrder()
    {
        Shards(1);
        await WriteAsync("out", MixtureFixture.Of(("books", 0.5), ("code", 0.2), ("web", 0.3)), new() { Tokens = 1000, Tokenizer = "bytes" });
        var texts = ShardFixture.Read(Directory.GetFiles(Path.Combine(_folder, "out/shards")).Order(StringComparer.Ordinal)).Select(d => d.Document.Text).ToArray();
        var name = Directory.GetFiles(Path.Combine(_folder, "out/tokens"), "*.bin").Single();
        var tokens = MemoryMarshal.Cast<byte, ushort>(await File.ReadAllBytesAsync(name, TestContext.Current.CancellationToken)).ToArray();
        var lengths = TokenFile.ReadLengths(Path.ChangeExtension(name, ".idx"));
        var at = 0;
        Assert.Equal(texts, lengths.Select(length =>
        {
            var document = tokens.AsSpan(at, length);
            at += length;
            Assert.Equal(256, document[^1]);
            return new string([.. document[..^1].ToArray().Select(t => (char)t)]);
        }));
        Assert.Equal(tokens.Length, at);
    }

    [Fact]
    public async Task Write_Again_SaysSoAndOtherOptionsReplaceIt()
    {
        Shards(1);
        var mixture = MixtureFixture.Of(("books", 0.5), ("code", 0.2), ("web", 0.3));
        await WriteAsync("out", mixture, new() { Tokens = 1000 });
        var said = new List<string>();
        await WriteAsync("out", mixture, new() { Tokens = 1000 }, said.Add);
        Assert.Contains(said, s => s.EndsWith("is there already", StringComparison.Ordinal));
        var manifest = await WriteAsync("out", mixture, new() { Tokens = 500 });
        Assert.Equal(500, manifest.Tokens, 15.0);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "out/shards")));
    }

    [Theory]
    [InlineData(9000, "web", "domain 'books': 4,500 tokens are wanted and 500 are there: 9.0 epochs, more than 4; lower --tokens to 44.4 %")]
    [InlineData(1000, "wbe", "the shards hold domain 'web', which the mixture has no weight for; did you mean 'wbe'?")]
    public async Task Write_WhatDoesNotFit_IsNamed(double tokens, string third, string expected)
    {
        Shards(1);
        var error = await Assert.ThrowsAsync<ConfigException>(() => WriteAsync("out", MixtureFixture.Of(("books", 0.5), ("code", 0.1), (third, 0.4)), new() { Tokens = tokens }));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "out/blend.json")));
    }

    void Shards(int count)
    {
        var all = Enumerable.Range(0, 200).Select(i => ShardFixture.Document("web", i, 10)).Concat(Enumerable.Range(0, 25).Select(i => ShardFixture.Document("books", i, 20)))
            .Concat(Enumerable.Range(0, 25).Select(i => ShardFixture.Document("code", i, 10))).OrderBy(d => DocumentId.ShuffleKey(d.Document.Id, count)).ToArray();
        if (Directory.Exists(Path.Combine(_folder, "in"))) Directory.Delete(Path.Combine(_folder, "in"), true);
        for (var i = 0; i < count; i++) ShardFixture.Write(Path.Combine(_folder, "in", $"{i}.parquet"), all.Where((_, j) => j % count == i));
    }

    Task<TrainingSetManifest> WriteAsync(string folder, MixtureFile mixture, TrainingSetOptions options, Action<string>? say = null) =>
        new TrainingSetWriter(options with { Shards = [Path.Combine(_folder, "in/*.parquet")], Directory = Path.Combine(_folder, folder) }, mixture, new StorageRouter(), say ?? (_ => { })).WriteAsync(TestContext.Current.CancellationToken);

    Dictionary<string, int> Copies(string folder) => Ids(folder).CountBy(i => i).ToDictionary(StringComparer.Ordinal);

    List<string> Ids(string folder) => [.. ShardFixture.Read(Directory.GetFiles(Path.Combine(_folder, folder, "shards")).Order(StringComparer.Ordinal)).Select(d => d.Document.Id)];

    byte[] Bytes(string folder, string kind) => [.. Directory.GetFiles(Path.Combine(_folder, folder, kind)).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
}
