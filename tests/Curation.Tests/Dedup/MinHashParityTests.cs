using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Curation.Core.Documents;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Tests.Dedup;

/// <summary>Signatures and clusters of datatrove's own run over the parity documents.</summary>
public sealed class MinHashParityTests
{
    static readonly MinHashDedupOptions s_datatrove = new() { Dialect = MinHashDialect.Datatrove };

    [Fact]
    public void Sign_OriginalsWords_GivesTheOriginalsSignatures()
    {
        var (signer, shingler) = Make();
        var checkedDocuments = 0;
        foreach (var line in Lines("minhash"))
        {
            var spacy = line.GetProperty("spacy");
            var words = spacy.GetProperty("words").EnumerateArray().Select(w => w.GetString()!).ToArray();
            Check(spacy, signer.Sign(shingler.Hash(words)), signer, line);
            checkedDocuments++;
        }
        Assert.Equal(200, checkedDocuments);
    }

    [Fact]
    public void Normalise_TextsOfTheOriginal_GivesItsForms()
    {
        var normaliser = new DatatroveText();
        var texts = Texts();
        Assert.All(Lines("minhash"), line => Assert.Equal(line.GetProperty("normalised").GetString(), normaliser.Normalise(texts[line.GetProperty("id").GetString()!]).ToString()));
    }

    [Fact]
    public void Sign_TextsOfTheOriginal_GivesItsSignatures()
    {
        var (signer, _) = Make();
        var texts = Texts();
        foreach (var line in Lines("minhash"))
            Check(line.GetProperty("spacy"), signer.Sign(texts[line.GetProperty("id").GetString()!]), signer, line);
    }

    [Fact]
    public void Run_AllDocuments_FindsTheOriginalsClusters()
    {
        using var clusters = JsonDocument.Parse(File.ReadAllText(Repository.DataOrSkip("parity/clusters.json")));
        var expected = clusters.RootElement.GetProperty("results").GetProperty("spacy").GetProperty("cluster_members").EnumerateArray()
            .Select(c => string.Join(' ', c.EnumerateArray().Select(i => i.GetString()!).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal).ToArray();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var documents = Texts().Select(t =>
        {
            var document = CorpusHarness.Make(t.Key, t.Value);
            names[document.Id] = t.Key;
            return document;
        }).ToArray();
        using var harness = new CorpusHarness(documents.Chunk(700));
        var verdicts = harness.Run(MinHashDedup.Create(s_datatrove, new()));
        var found = verdicts.OfType<Verdict.Dropped>().GroupBy(d => d.Detail!.Split(' ')[2], StringComparer.Ordinal)
            .Select(g => string.Join(' ', g.Select(d => names[d.Document.Id]).Append(names[g.Key]).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, found);
        Assert.Equal(clusters.RootElement.GetProperty("results").GetProperty("spacy").GetProperty("removed").GetArrayLength(), verdicts.OfType<Verdict.Dropped>().Count());
    }

    static (Signer, DatatroveShingler) Make()
    {
        var signer = new Signer(s_datatrove);
        return (signer, (DatatroveShingler)signer.Shingler);
    }

    static void Check(JsonElement expected, bool signed, Signer signer, JsonElement line)
    {
        var signature = expected.GetProperty("signature");
        if (signature.ValueKind == JsonValueKind.Null)
        {
            Assert.False(signed);
            return;
        }
        Assert.True(signed);
        ulong[] values = [.. signature.EnumerateArray().Select(v => ulong.Parse(v.GetString()!, CultureInfo.InvariantCulture))];
        Assert.True(values.AsSpan().SequenceEqual(MinHashGoldenTests.Values(signer.Signature, wide: true)), line.GetProperty("id").GetString());
    }

    static Dictionary<string, string> Texts() => Lines("docs").ToDictionary(d => d.GetProperty("id").GetString()!, d => d.GetProperty("text").GetString()!, StringComparer.Ordinal);

    static IEnumerable<JsonElement> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository.DataOrSkip($"parity/{name}.jsonl.gz")), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }
}
