using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Statistics;
using Curation.Stages.Filters;
using Curation.Stages.Filters.FineWeb;

namespace Curation.Benchmarks.Statistics;

/// <summary>
/// What counting costs beside the work: a thousand documents of 4,000 characters through one stage with six signals, counted and kept; the
/// stage itself; and the inflation of the same bytes as the baseline.
/// </summary>
[MemoryDiagnoser]
public class StatisticsBenchmarks
{
    readonly FineWebFilter _stage = FineWebFilter.Create(new() { MaxDuplicateCharacterRatio = 1, MaxShortLineRatio = 1, MaxNewLineRatio = 10, MinLinePunctuationRatio = 0 }, new());
    readonly byte[] _inflated = new byte[1 << 16];
    ImmutableArray<ResolvedStage> _stages = [];
    Document[] _documents = [];
    Verdict[] _verdicts = [];
    byte[] _deflated = [];
    ITokenCounter _o200k = new TokenEstimate();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(20261123);
        _documents = [.. Enumerable.Range(0, 1000).Select(i => new Document { Id = $"{i:x32}", Source = "crawl", Language = "en", Text = Prose(random), Provenance = new("bench", i, 1) })];
        _verdicts = [.. _documents.Select(d => _stage.Apply(d))];
        var entry = new StageCatalog().AddFilters().Stages["fineweb-quality"];
        _stages = [new(entry, new FineWebOptions(), "")];
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var document in _documents) gzip.Write(Encoding.UTF8.GetBytes(document.Text));
        _deflated = memory.ToArray();
        _o200k = TokenCounters.Create("o200k");
    }

    [Benchmark(Baseline = true)]
    public long Inflate()
    {
        using var gzip = new GZipStream(new MemoryStream(_deflated), CompressionMode.Decompress);
        long total = 0;
        while (gzip.Read(_inflated) is > 0 and var read) total += read;
        return total;
    }

    /// <summary>The stage alone.</summary>
    [Benchmark]
    public int Stage()
    {
        var kept = 0;
        foreach (var document in _documents)
            if (_stage.Apply(document) is Verdict.Kept) kept++;
        return kept;
    }

    /// <summary>All that is counted of a document at one stage and at the end.</summary>
    [Benchmark]
    public long Count()
    {
        var statistics = new TaskStatisticsCollector("bench", _stages, 42);
        for (var i = 0; i < _documents.Length; i++)
        {
            statistics.Read(new ReadItem.Found(_documents[i]));
            statistics.Verdict(0, _documents[i], _verdicts[i]);
            if (_verdicts[i] is Verdict.Kept kept) statistics.Keep(kept.Document, 1000);
        }
        return statistics.Complete().Documents;
    }

    /// <summary>Estimated tokens.</summary>
    [Benchmark]
    public int Estimate() => Tokens(new TokenEstimate());

    /// <summary>Exact tokens of o200k.</summary>
    [Benchmark]
    public int O200k() => Tokens(_o200k);

    int Tokens(ITokenCounter counter)
    {
        var tokens = 0;
        foreach (var document in _documents) tokens += counter.Count(document.Text);
        return tokens;
    }

    static string Prose(Random random)
    {
        var text = new StringBuilder();
        while (text.Length < 4000)
        {
            for (var length = random.Next(2, 9); length > 0; length--) text.Append((char)('a' + random.Next(26)));
            text.Append(random.Next(12) == 0 ? ".\n" : " ");
        }
        return text.ToString();
    }
}
