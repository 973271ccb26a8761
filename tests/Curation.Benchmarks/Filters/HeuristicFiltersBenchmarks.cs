using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Filters.C4;
using Curation.Stages.Filters.FineWeb;
using Curation.Stages.Filters.GopherQuality;
using Curation.Stages.Filters.GopherRepetition;
using Curation.Stages.Filters.RefinedWeb;
using Curation.Stages.Text.Tokens;
using Curation.Stages.Text.Words;

namespace Curation.Benchmarks.Filters;

/// <summary>
/// The filters by rules, each alone and all in a row, on documents that they all keep, all signals recorded; the baseline inflates
/// the same bytes, so that a ratio of 4 is a quarter of <see cref="GZipStream"/>'s rate.
/// </summary>
[MemoryDiagnoser, Config(typeof(InProcessConfig))]
public class HeuristicFiltersBenchmarks
{
    const long Work = 64_000_000;

    readonly IStage[] _filters =
    [
        GopherQualityFilter.Create(new(), new()),
        GopherRepetitionFilter.Create(new(), new()),
        C4Filter.Create(new() { TerminalPunctuation = false }, new()),
        FineWebFilter.Create(new(), new()),
        RefinedWebLinesFilter.Create(new(), new()),
    ];

    readonly byte[] _inflated = new byte[1 << 16];
    readonly TokenSegmenter _tokens = new();
    Document[] _documents = [];
    byte[] _deflated = [];
    int _turns;

    /// <summary>Made-up prose, or real pages where they lie beside the checkout.</summary>
    [Params("generated", "documentation")]
    public string Corpus { get; set; } = "";

    /// <summary>Chooses the documents.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _documents = FilterCorpus.KeptByAll(Corpus == "generated" ? FilterCorpus.Generated() : FilterCorpus.Documentation(), _filters);
        if (_documents.Length == 0) throw new InvalidOperationException($"no document of the corpus {Corpus}");
        _deflated = FilterCorpus.Deflate(_documents);
        _turns = (int)Math.Max(1, Work / _documents.Sum(d => (long)d.Text.Length));
    }

    [Benchmark(Baseline = true)]
    public long Inflate()
    {
        long total = 0;
        for (var turn = 0; turn < _turns; turn++)
        {
            using var gzip = new GZipStream(new MemoryStream(_deflated), CompressionMode.Decompress);
            while (gzip.Read(_inflated) is > 0 and var read) total += read;
        }
        return total;
    }

    [Benchmark]
    public int GopherQuality() => Apply(_filters[0]);

    [Benchmark]
    public int GopherRepetition() => Apply(_filters[1]);

    [Benchmark]
    public int C4() => Apply(_filters[2]);

    [Benchmark]
    public int FineWeb() => Apply(_filters[3]);

    [Benchmark]
    public int RefinedWeb() => Apply(_filters[4]);

    /// <summary>The five filters in a row.</summary>
    [Benchmark]
    public int All() => Apply(_filters);

    /// <summary>Tokens alone.</summary>
    [Benchmark]
    public int Tokens()
    {
        var count = 0;
        for (var turn = 0; turn < _turns; turn++)
            foreach (var document in _documents) count += _tokens.Segment(document.Text).Length;
        return count;
    }

    /// <summary>Words of UAX 29 alone.</summary>
    [Benchmark]
    public int Words()
    {
        var count = 0;
        for (var turn = 0; turn < _turns; turn++)
            foreach (var document in _documents) count += WordSegmenter.Count(document.Text);
        return count;
    }

    int Apply(params ReadOnlySpan<IStage> filters)
    {
        var kept = 0;
        for (var turn = 0; turn < _turns; turn++)
        {
            foreach (var document in _documents)
            {
                var current = document;
                foreach (var filter in filters) current = ((Verdict.Kept)filter.Apply(current)).Document;
                kept += current.Signals.Count;
            }
        }
        return kept;
    }
}
