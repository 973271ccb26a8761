using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using Curation.Core.Documents;
using Curation.Stages.Dedup.Exact;
using Curation.Stages.Dedup.MinHash;
using Curation.Stages.Kernels;

namespace Curation.Benchmarks.Dedup;

/// <summary>
/// Deduplication from text to kept documents, all phases and their files on disk, on one core; the baseline inflates the same bytes,
/// so that a ratio of 10 is a tenth of <see cref="GZipStream"/>'s rate.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class DedupBenchmarks
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-bench-").FullName;
    readonly byte[] _sink = new byte[1 << 16];
    byte[] _deflated = [];
    MemoryCorpus? _corpus;

    [GlobalSetup]
    public void Setup()
    {
        var texts = Prose.Texts(8000);
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var text in texts) gzip.Write(Encoding.UTF8.GetBytes(text));
        _deflated = memory.ToArray();
        _corpus = new([.. texts.Select((t, i) => new Document { Id = DocumentId.OfPosition("bench", "texts", i), Source = "crawl", Text = t, Provenance = new("texts", i, 1) }).Chunk(1000)], _folder);
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark(Baseline = true)]
    public long Inflate()
    {
        using var gzip = new GZipStream(new MemoryStream(_deflated), CompressionMode.Decompress);
        long total = 0;
        while (gzip.Read(_sink) is > 0 and var read) total += read;
        return total;
    }

    [Benchmark]
    public int MinHashRolling32() => _corpus!.Run(MinHashDedup.Create(new(), new()));

    [Benchmark]
    public int MinHashDatatrove() => _corpus!.Run(MinHashDedup.Create(new() { Dialect = MinHashDialect.Datatrove }, new()));

    [Benchmark]
    public int MinHashVerified() => _corpus!.Run(MinHashDedup.Create(new() { Verify = true }, new()));

    [Benchmark]
    public int ExactText() => _corpus!.Run(ExactDedup.Create(new(), new()));
}

/// <summary>The loops inside: 112 functions over the 500 shingles of a text, and sorting.</summary>
public class DedupKernelBenchmarks
{
    const int Hashes = 500, Functions = 112;
    readonly uint[] _hashes = new uint[Hashes], _a = new uint[Functions], _b = new uint[Functions], _minima = new uint[Functions];
    readonly ulong[] _wide = new ulong[Hashes], _wideA = new ulong[Functions], _wideB = new ulong[Functions], _wideMinima = new ulong[Functions], _shingles = new ulong[Hashes];
    readonly UInt128[] _records = new UInt128[1 << 20], _unsorted = new UInt128[1 << 20];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        foreach (var words in new[] { _hashes, _a, _b })
            for (var i = 0; i < words.Length; i++) words[i] = (uint)random.NextInt64(1L << 32);
        foreach (var words in new[] { _wide, _wideA, _wideB })
            for (var i = 0; i < words.Length; i++) words[i] = (ulong)random.NextInt64() << 1;
        for (var i = 0; i < _unsorted.Length; i++) _unsorted[i] = new((ulong)random.NextInt64() << 1, (ulong)random.NextInt64());
    }

    [Benchmark] public void Minima32() => MinHash32.Update(_hashes, _a, _b, _minima);

    [Benchmark] public void Minima32Scalar() => MinHash32.UpdateScalar(_hashes, _a, _b, _minima);

    [Benchmark] public void Minima61() => MinHash61.Update(_wide, _wideA, _wideB, ulong.MaxValue, _wideMinima);

    [Benchmark] public void Minima61Scalar() => MinHash61.UpdateScalar(_wide, _wideA, _wideB, ulong.MaxValue, _wideMinima);

    [Benchmark] public void ShinglesOfFive() => Shingles.Hash(_wide, 5, _shingles);

    [Benchmark] public void ShinglesOfFiveScalar() => Shingles.HashScalar(_wide, 5, _shingles);

    [Benchmark]
    public void Sort()
    {
        _unsorted.CopyTo(_records, 0);
        RadixSort.Sort(_records);
    }
}
