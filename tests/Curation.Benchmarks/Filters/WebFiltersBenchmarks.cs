using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Filters.C4;
using Curation.Stages.Filters.FineWeb;
using Curation.Stages.Filters.RefinedWeb;
using Curation.Stages.Filters.Urls;

namespace Curation.Benchmarks.Filters;

/// <summary>
/// Filters of web pages on documents that they all keep, so that leaving early wins nothing, all signals recorded; the baseline
/// inflates the same bytes, so that a ratio of 4 is a quarter of <see cref="GZipStream"/>'s rate.
/// </summary>
[MemoryDiagnoser]
public class WebFiltersBenchmarks
{
    readonly IStage _c4 = C4Filter.Create(new() { TerminalPunctuation = false }, new());
    readonly IStage _fineWeb = FineWebFilter.Create(new(), new());
    readonly IStage _refinedWeb = RefinedWebLinesFilter.Create(new(), new());
    readonly byte[] _inflated = new byte[1 << 16];
    Document[] _documents = [];
    byte[] _deflated = [];
    IStage? _urls;

    /// <summary>Makes 4 MB of prose whose word lengths and line lengths are those of articles.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20261123);
        _documents = [.. Enumerable.Range(0, 1000).Select(i => new Document
        {
            Id = $"{i:x32}",
            Source = "crawl",
            Url = $"https://www.example{i % 97}.com/articles/{i}/some-words-{i * 7}.html",
            Text = Prose(random),
            Provenance = new("bench", i, 1),
        })];
        foreach (var stage in new[] { _c4, _fineWeb, _refinedWeb })
            if (_documents.Any(d => stage.Apply(d) is not Verdict.Kept)) throw new InvalidOperationException($"{stage} drops a document of the benchmark");
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var document in _documents) gzip.Write(Encoding.UTF8.GetBytes(document.Text));
        _deflated = memory.ToArray();
        var list = Path.GetTempFileName();
        File.WriteAllLines(list, Enumerable.Range(0, 2000).Select(i => $"banned{i * 31}x"));
        _urls = UrlFilter.Create(new() { Domains = [list], Words = [list], SoftWords = [list], SubWords = [list] }, new());
        File.Delete(list);
    }

    [Benchmark(Baseline = true)]
    public long Inflate()
    {
        using var gzip = new GZipStream(new MemoryStream(_deflated), CompressionMode.Decompress);
        long total = 0;
        while (gzip.Read(_inflated) is > 0 and var read) total += read;
        return total;
    }

    [Benchmark]
    public int C4() => Apply(_c4);

    [Benchmark]
    public int FineWeb() => Apply(_fineWeb);

    [Benchmark]
    public int RefinedWeb() => Apply(_refinedWeb);

    /// <summary>A thousand URLs.</summary>
    [Benchmark]
    public int Urls() => Apply(_urls!);

    int Apply(IStage stage)
    {
        var kept = 0;
        foreach (var document in _documents)
            if (stage.Apply(document) is Verdict.Kept) kept++;
        return kept;
    }

    static string Prose(Random random)
    {
        var text = new StringBuilder();
        while (text.Length < 4000)
        {
            var sentences = random.Next(2, 6);
            for (var s = 0; s < sentences; s++)
            {
                var words = random.Next(6, 24);
                for (var w = 0; w < words; w++)
                {
                    if (w > 0) text.Append(w % 9 == 8 ? ", " : " ");
                    var length = 1 + (int)(Math.Abs(random.NextDouble() + random.NextDouble() - 1) * 12);
                    for (var c = 0; c < length; c++) text.Append((char)((w == 0 && c == 0 ? 'A' : 'a') + random.Next(26)));
                }
                text.Append(s == sentences - 1 ? "." : ". ");
            }
            text.Append('\n');
        }
        return text.ToString().TrimEnd();
    }
}
