using BenchmarkDotNet.Attributes;
using Curation.Core.Documents;
using Curation.Stages.Filters.Urls;

namespace Curation.Benchmarks.Filters;

/// <summary>A thousand URLs against lists of domains, words and sub-words.</summary>
[MemoryDiagnoser]
public class UrlFilterBenchmarks
{
    Document[] _documents = [];
    UrlFilter? _urls;

    /// <summary>Makes URLs and lists.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _documents = [.. Enumerable.Range(0, 1000).Select(i => new Document
        {
            Id = $"{i:x32}",
            Source = "crawl",
            Url = $"https://www.example{i % 97}.com/articles/{i}/some-words-{i * 7}.html",
            Provenance = new("bench", i, 1),
        })];
        var list = Path.GetTempFileName();
        File.WriteAllLines(list, Enumerable.Range(0, 2000).Select(i => $"banned{i * 31}x"));
        _urls = UrlFilter.Create(new() { Domains = [list], Words = [list], SoftWords = [list], SubWords = [list] }, new());
        File.Delete(list);
    }

    [Benchmark]
    public int Urls() => _documents.Count(d => _urls!.Apply(d) is Verdict.Kept);
}
