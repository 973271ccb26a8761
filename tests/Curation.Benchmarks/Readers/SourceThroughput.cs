using System.Diagnostics;
using System.Globalization;
using Curation.Core.Contracts;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Jsonl;
using Curation.Stages.Readers.Reddit;
using Curation.Stages.Readers.StackExchange;
using Curation.Stages.Readers.Wikipedia;
using SharpCompress.Compressors;
using SharpCompress.Compressors.BZip2;

namespace Curation.Benchmarks.Readers;

/// <summary>
/// Throughput of the source readers as a share of the rate at which the same container is unpacked, in processor time of one process, rounds
/// alternating: <c>Curation.Benchmarks sources [DUMP.xml.bz2 | NAME]</c>; NAME is a part of a measurement's name, such as <c>zstd</c>.
/// </summary>
static class SourceThroughput
{
    const int Rounds = 12;

    public static int Run(string? dumpOrName)
    {
        var dump = File.Exists(dumpOrName) ? dumpOrName : null;
        var only = dump is null ? dumpOrName ?? "" : "";
        foreach (var (name, measure) in Measurements(dump))
            if (name.Contains(only, StringComparison.Ordinal)) measure(name);
        return 0;
    }

    static IEnumerable<(string Name, Action<string> Measure)> Measurements(string? dump)
    {
        yield return ("bzip2 XML, wikipedia", name =>
        {
            var pages = dump is null ? SourceSamples.Wikipedia() : File.ReadAllBytes(dump);
            Measure(name, pages, "SharpCompress bzip2", () => SharpCompressBzip2(pages), "own bzip2", () => Unpack(pages), () => Items(new WikipediaReader(new()), pages, "a.xml.bz2"));
        }
        );
        yield return ("zstd NDJSON, jsonl", name =>
        {
            var lines = SourceSamples.Zstd(SourceSamples.Lines(60_000));
            Measure(name, lines, "zstd", () => Unpack(lines), null, null, () => Items(new JsonlReader(new() { Text = "body" }), lines, "a.jsonl.zst"));
        }
        );
        yield return ("zstd NDJSON, reddit", name =>
        {
            var threads = SourceSamples.Zstd(SourceSamples.Threads(60_000));
            Measure(name, threads, "zstd", () => Unpack(threads), null, null, () => Items(new RedditReader(new(), Path.GetTempPath()), threads, "a.zst"));
        }
        );
        yield return ("plain XML, stackexchange", name =>
        {
            var posts = SourceSamples.Posts(40_000);
            Measure(name, posts, "reading rows with XmlReader", () => XmlRows(posts), "reading bytes", () => Unpack(posts), () => Questions(posts, "Posts.xml"));
        }
        );
        yield return ("gzip XML, stackexchange", name =>
        {
            var zipped = SourceSamples.Gzip(SourceSamples.Posts(40_000));
            Measure(name, zipped, "inflate", () => Unpack(zipped), null, null, () => Questions(zipped, "Posts.xml.gz"));
        }
        );
        yield return ("7z XML, stackexchange", name =>
        {
            var packed = SourceSamples.SevenZip(SourceSamples.Posts(40_000));
            if (packed is not null) Measure(name, packed, "7z", () => Unpack(packed), null, null, () => Questions(packed, "a.7z"));
        }
        );
    }

    static void Measure(string name, byte[] stored, string baseName, Func<long> baseline, string? otherName, Func<long>? other, Func<long> reader)
    {
        var (base1, other1, read1) = (double.MaxValue, double.MaxValue, double.MaxValue);
        var bytes = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            base1 = Math.Min(base1, Seconds(() => bytes = baseline()));
            if (other is not null) other1 = Math.Min(other1, Seconds(() => other()));
            read1 = Math.Min(read1, Seconds(() => reader()));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {stored.Length / 1e6:f1} MB stored, {bytes / 1e6:f1} MB; {baseName} {bytes / base1 / 1e6:f0} MB/s, reader {bytes / read1 / 1e6:f0} MB/s, ratio {base1 / read1:f2}")
            + (other is null ? "" : string.Create(CultureInfo.InvariantCulture, $"; {otherName} {bytes / other1 / 1e6:f0} MB/s, ratio {other1 / read1:f2}")));
    }

    static double Seconds(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    static ReaderInput Input(byte[] bytes, string name) => new() { Name = name, Source = "x", Size = bytes.Length, Open = offset => new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset) };

    static long Items(IReader reader, byte[] bytes, string name)
    {
        var count = 0L;
        foreach (var item in reader.Read(Input(bytes, name), CancellationToken.None))
        {
            if (item is ReadItem.Failed failed) throw new InvalidOperationException(failed.Detail);
            count++;
        }
        return count;
    }

    static long Questions(byte[] bytes, string name) => Items(new StackExchangeReader(new(), Path.GetTempPath()), bytes, name);

    static long Unpack(byte[] bytes)
    {
        using var input = DecodedInput.Open(Input(bytes, "x"), 0, _ => true);
        var total = 0L;
        while (input.Fill())
        {
            total += input.Window.Length;
            input.Advance(input.Window.Length);
        }
        return input.Damage is null ? total : throw new InvalidOperationException(input.Damage);
    }

    static long SharpCompressBzip2(byte[] bytes)
    {
        using var stream = BZip2Stream.Create(new MemoryStream(bytes), CompressionMode.Decompress, true);
        var buffer = new byte[128 << 10];
        var total = 0L;
        for (int read; (read = stream.Read(buffer)) > 0;) total += read;
        return total;
    }

    static long XmlRows(byte[] bytes)
    {
        using var xml = System.Xml.XmlReader.Create(new MemoryStream(bytes));
        while (xml.Read())
            while (xml.MoveToNextAttribute()) _ = xml.Value;
        return bytes.Length;
    }
}
