using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Benchmarks.Filters;

/// <summary>Documents that given filters all keep, so that leaving early wins nothing.</summary>
static class FilterCorpus
{
    /// <summary>About 4 MB of made-up prose: words of natural lengths and frequencies, sentences, lines and paragraphs as articles have them.</summary>
    public static IEnumerable<Document> Generated()
    {
        var random = new Random(20261123);
        var vocabulary = Enumerable.Range(0, 20_000).Select(_ => Word(random)).ToArray();
        for (var i = 0; i < 1000; i++) yield return Page($"{i:x32}", Prose(random, vocabulary));
    }

    /// <summary>Pages of documentation beside the checkout, of any language; none where they are absent.</summary>
    public static IEnumerable<Document> Documentation()
    {
        var path = Environment.GetEnvironmentVariable("CURATE_TEST_DATA") ?? "../shared/data";
        var file = Path.Combine(path, "parity", "docs.jsonl.gz");
        if (!File.Exists(file)) yield break;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("source").GetString() != "synthetic")
                yield return Page(json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("text").GetString()!);
        }
    }

    /// <summary>Those of the documents that every filter keeps, with the text that the filters leave of them, which they keep as it is.</summary>
    public static Document[] KeptByAll(IEnumerable<Document> documents, IReadOnlyList<IStage> filters) =>
        [.. documents.Select(d => Filtered(d, filters)).OfType<Document>().Where(d => Filtered(d, filters)?.Text == d.Text)];

    static Document? Filtered(Document document, IReadOnlyList<IStage> filters)
    {
        var current = document;
        foreach (var filter in filters)
        {
            if (filter.Apply(current) is not Verdict.Kept kept) return null;
            current = kept.Document;
        }
        return document with { Text = current.Text };
    }

    /// <summary>The documents' texts as one gzip stream.</summary>
    public static byte[] Deflate(IEnumerable<Document> documents)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var document in documents) gzip.Write(Encoding.UTF8.GetBytes(document.Text));
        return memory.ToArray();
    }

    static Document Page(string id, string text) => new() { Id = id, Source = "crawl", Text = text, Provenance = new("bench", 0, 1) };

    static string Word(Random random)
    {
        var length = 2 + (int)(Math.Abs(random.NextDouble() + random.NextDouble() - 1) * 12);
        return string.Concat(Enumerable.Range(0, length).Select(_ => "etaoinshrdlucmfwypvbgkjqxz"[(int)(26 * random.NextDouble() * random.NextDouble())]));
    }

    static string Prose(Random random, string[] vocabulary)
    {
        string[] common = ["the", "of", "and", "to", "in", "that", "is", "with", "for", "as", "be", "have", "on", "it", "by"];
        var text = new StringBuilder();
        while (text.Length < 4000)
        {
            for (var sentence = random.Next(3, 7); sentence > 0; sentence--)
            {
                var words = random.Next(8, 26);
                for (var w = 0; w < words; w++)
                {
                    // Every third word is a common one, the others follow Zipf's law.
                    var word = random.Next(3) == 0 ? common[random.Next(common.Length)] : vocabulary[(int)Math.Pow(vocabulary.Length, random.NextDouble()) - 1];
                    if (w > 0) text.Append(w % 9 == 8 ? ", " : " ");
                    text.Append(w == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word);
                }
                text.Append(sentence == 1 ? "." : ". ");
            }
            text.Append('\n');
        }
        return text.ToString().TrimEnd();
    }
}
