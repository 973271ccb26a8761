using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Warc;

namespace Curation.Benchmarks.Readers;

/// <summary>WARC reading as a share of the rate at which GZipStream inflates the same bytes.</summary>
[MemoryDiagnoser]
[SimpleJob(launchCount: 1, warmupCount: 1, iterationCount: 5)]
public class WarcReaderBenchmarks
{
    static readonly WarcReader s_reader = new(new());
    static readonly WarcReader s_checking = new(new() { CheckDigests = true });
    readonly byte[] _sink = new byte[128 << 10];
    byte[] _file = [];

    [GlobalSetup]
    public void Generate() => _file = GeneratedWarc.Of(110 << 20);

    [Benchmark(Baseline = true)]
    public long GZipStream()
    {
        using var stream = new GZipStream(new MemoryStream(_file), CompressionMode.Decompress);
        var total = 0L;
        for (int read; (read = stream.Read(_sink)) > 0;) total += read;
        return total;
    }

    [Benchmark]
    public long Records() => Read(s_reader, open: false);

    [Benchmark]
    public long RecordsAndPayloads() => Read(s_reader, open: true);

    [Benchmark]
    public long RecordsWithDigests() => Read(s_checking, open: false);

    long Read(WarcReader reader, bool open)
    {
        var input = new ReaderInput { Name = "g.warc.gz", Source = "crawl", Size = _file.Length, Open = offset => new MemoryStream(_file, (int)offset, _file.Length - (int)offset) };
        var total = 0L;
        foreach (var item in reader.Read(input, CancellationToken.None))
        {
            if (item is not ReadItem.Found { Document: var document }) throw new InvalidOperationException($"expected documents only, found {item}");
            total++;
            if (!open) continue;
            using var payload = document.Payload!.Open();
            while (payload.Read(_sink) is > 0 and var read) total += read;
        }
        return total;
    }
}
