using Curation.Core.Documents;
using Curation.Core.Shards.Spill;

namespace Curation.Tests.Shards;

/// <summary>Documents sorted into buckets on disk: every field comes back, each bucket in the order of adding, within the memory given.</summary>
public sealed class SpillTests
{
    [Theory]
    [InlineData(1, 1 << 20)]
    [InlineData(7, 64 << 10)]
    [InlineData(5000, 1 << 20)]
    public void Spill_RandomDocuments_GivesEachBucketInOrder(int buckets, long memory)
    {
        var random = new Random(buckets);
        var documents = Enumerable.Range(0, 2000).Select(i => (Bucket: random.Next(buckets), Document: Some(i, random), Tokens: random.Next(1000))).ToArray();
        var (bytes, again) = (Spilled(documents, buckets, memory), Spilled(documents, buckets, memory));
        Assert.Equal(bytes, again);
        var reader = Reader(bytes, buckets);
        foreach (var (bucket, expected) in Enumerable.Range(0, buckets).Select(b => (b, documents.Where(d => d.Bucket == b).ToArray())))
        {
            var read = reader.Read(bucket).ToArray();
            Assert.Equal(expected.Select(d => d.Tokens), read.Select(d => d.Tokens));
            foreach (var (before, after) in expected.Zip(read)) Assert.Equivalent(before.Document, after.Document, strict: true);
        }
    }

    [Fact]
    public void Spill_DocumentLargerThanMemory_IsKeptWhole()
    {
        var large = Document(0) with { Text = string.Concat(Enumerable.Repeat("größer als alles 𝛼 ", 200_000)) };
        var bytes = Spilled([(1, Document(1), 1), (1, large, 2), (1, Document(2), 3)], buckets: 2, memory: 4096);
        var reader = Reader(bytes, 2);
        Assert.Empty(reader.Read(0));
        Assert.Equal([Document(1).Text, large.Text, Document(2).Text], reader.Read(1).Select(d => d.Document.Text));
    }

    [Fact]
    public void Read_OneBucket_LeavesBlocksOfOthersAlone()
    {
        var random = new Random(1);
        var documents = Enumerable.Range(0, 1000).Select(i => (i % 10, Document(i) with { Text = random.GetString("abcdefgh", 2000) }, 1)).ToArray();
        var bytes = Spilled(documents, buckets: 10, memory: 1 << 20);
        var asked = new List<long>();
        var reader = new SpillReader((offset, length) => { asked.Add(length); return Range(bytes, offset, length); }, bytes.Length, 10);
        Assert.Equal(100, reader.Read(3).Count());
        Assert.Equal(2, asked.Count);
        Assert.InRange(asked.Sum(), 1, bytes.Length / 9);
    }

    static byte[] Spilled(IEnumerable<(int Bucket, Document Document, int Tokens)> documents, int buckets, long memory)
    {
        using var stream = new MemoryStream();
        using var spill = new SpillWriter(stream, Path.GetTempPath(), buckets, memory);
        foreach (var (bucket, document, tokens) in documents) spill.Add(bucket, document, tokens);
        spill.Complete();
        return stream.ToArray();
    }

    static SpillReader Reader(byte[] bytes, int buckets) => new((offset, length) => Range(bytes, offset, length), bytes.Length, buckets);

    static MemoryStream Range(byte[] bytes, long offset, long length) => new(bytes, (int)offset, (int)length);

    static Document Document(int i) => new() { Id = $"{i:x32}", Source = "crawl", Text = $"text {i}", Provenance = new("a.warc.gz", i, 10) };

    static Document Some(int i, Random random)
    {
        T? Maybe<T>(T value) where T : class => random.Next(2) == 0 ? value : null;
        return Document(i) with
        {
            Text = new string('x', random.Next(4000)) + "\0é漢😀",
            Title = Maybe($"title {i}"),
            Url = Maybe($"https://example.org/{i}"),
            Date = random.Next(2) == 0 ? new DateTimeOffset(2024, 1, 1 + i % 28, 1, 2, 3, TimeSpan.Zero) : null,
            Language = Maybe("de"),
            LanguageScore = random.Next(2) == 0 ? random.NextDouble() : null,
            License = Maybe("CC-BY-4.0"),
            Provenance = new("b.warc.gz", i * 10L, 9) { RecordId = Maybe($"<urn:{i}>"), Digest = Maybe("sha1:AB"), Truncated = Maybe("length") },
            Metadata = random.Next(2) == 0 ? Curation.Core.Documents.Document.EmptyMetadata.Add("host", $"h{i}").Add("status", "200") : Curation.Core.Documents.Document.EmptyMetadata,
            Signals = Signals.Empty.With(Enumerable.Range(0, random.Next(4)).Select(n => new Signal($"signal_{n}", random.NextDouble())).ToArray()),
            Duplicates = random.Next(2) == 0 ? random.Next(9) : null,
            DerivedFrom = Maybe("parent"),
            Structure = random.Next(2) == 0 ? new() { Questions = [new("Why?", "So.", Maybe("line 1")), new("What?", "That.")] } : null,
        };
    }
}
