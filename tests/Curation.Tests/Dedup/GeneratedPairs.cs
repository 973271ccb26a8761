using Curation.Core.Documents;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Tests.Dedup;

/// <summary>Pairs of texts at known edit rates, with the true Jaccard similarity of their sets of five words, computed on the words themselves.</summary>
sealed class GeneratedPairs
{
    static readonly double[] s_rates = [0, 0.002, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04, 0.05, 0.06, 0.08, 0.12, 0.2];

    public GeneratedPairs(int pairs, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < pairs; i++)
        {
            string[] words = [.. Enumerable.Range(0, random.Next(120, 400)).Select(_ => Word(random))];
            var edited = Edit(words, s_rates[i % s_rates.Length], random);
            Pairs.Add((CorpusHarness.Make($"{i} a", string.Join(' ', words)), CorpusHarness.Make($"{i} b", string.Join(' ', edited)), Jaccard(words, edited)));
        }
    }

    public List<(Document A, Document B, double Jaccard)> Pairs { get; } = [];

    /// <summary>All documents in shards, in an order that keeps no pair together.</summary>
    public IEnumerable<IEnumerable<Document>> Shards(int count) =>
        Pairs.SelectMany(p => new[] { p.A, p.B }).OrderBy(d => d.Id, StringComparer.Ordinal).Chunk(((2 * Pairs.Count) + count - 1) / count);

    /// <summary>Recall by bin of true similarity, against the probability of meeting in a band, averaged over the bin's pairs.</summary>
    public IEnumerable<(double From, int Pairs, double Recall, double Theory)> Bins(IReadOnlySet<string> dropped, MinHashShape shape, double width = 0.1) =>
        Pairs.GroupBy(p => Math.Min((int)(p.Jaccard / width), (int)Math.Round(1 / width) - 1)).OrderBy(g => g.Key).Select(g => (
            g.Key * width,
            g.Count(),
            g.Average(p => dropped.Contains(p.A.Id) || dropped.Contains(p.B.Id) ? 1.0 : 0),
            g.Average(p => 1 - Math.Pow(1 - Math.Pow(p.Jaccard, shape.Rows), shape.Bands))));

    /// <summary>Words replaced, left out and put in at a rate.</summary>
    static string[] Edit(string[] words, double rate, Random random)
    {
        var edited = new List<string>();
        foreach (var word in words)
        {
            if (random.NextDouble() >= rate)
            {
                edited.Add(word);
                continue;
            }
            var kind = random.Next(3);
            if (kind != 0) edited.Add(Word(random));
            if (kind == 2) edited.Add(word);
        }
        return [.. edited];
    }

    static double Jaccard(string[] a, string[] b)
    {
        HashSet<string> first = Shingles(a), second = Shingles(b);
        var common = first.Count(second.Contains);
        return (double)common / (first.Count + second.Count - common);
    }

    static HashSet<string> Shingles(string[] words) => [.. Enumerable.Range(0, words.Length - 4).Select(i => string.Join(' ', words, i, 5))];

    static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)('a' + random.Next(26))));
}
