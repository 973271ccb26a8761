using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Dedup.Exact;
using Curation.Stages.Dedup.MinHash;

namespace Curation.Benchmarks.Dedup;

/// <summary>
/// Deduplication from text to kept documents as a share of <see cref="GZipStream"/>'s inflate rate over the same bytes: turns alternate
/// in one process, the best of each counts, so that a busy machine changes little.
/// </summary>
/// <remarks><c>dedup [TURNS] [TEXTS.jsonl.gz]</c></remarks>
static class DedupThroughput
{
    public static int Run(string[] arguments)
    {
        var turns = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        var texts = arguments.Length > 1 ? Read(arguments[1]) : Prose.Texts(8000);
        var folder = Directory.CreateTempSubdirectory("curate-bench-").FullName;
        try
        {
            var (deflated, bytes) = Deflate(texts);
            var corpus = new MemoryCorpus([.. texts.Select((t, i) => new Document { Id = DocumentId.OfPosition("bench", "texts", i), Source = "crawl", Text = t, Provenance = new("texts", i, 1) }).Chunk(1000)], folder);
            (string Name, ICorpusStage Stage)[] stages =
            [
                ("minhash rolling32", MinHashDedup.Create(new(), new())),
                ("minhash datatrove", MinHashDedup.Create(new() { Dialect = MinHashDialect.Datatrove }, new())),
                ("minhash rolling32 verified", MinHashDedup.Create(new() { Verify = true }, new())),
                ("exact text", ExactDedup.Create(new(), new())),
            ];
            var best = new double[stages.Length + 1];
            Array.Fill(best, double.MaxValue);
            var kept = new int[stages.Length];
            for (var turn = 0; turn < turns; turn++)
            {
                best[^1] = Math.Min(best[^1], Seconds(() => Inflate(deflated)));
                for (var s = 0; s < stages.Length; s++) best[s] = Math.Min(best[s], Seconds(() => kept[s] = corpus.Run(stages[s].Stage)));
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} texts, {bytes / 1e6:0.0} MB; inflate {bytes / best[^1] / 1e6:0} MB/s"));
            for (var s = 0; s < stages.Length; s++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stages[s].Name}: {bytes / best[s] / 1e6:0.0} MB/s, {best[^1] / best[s]:0.000} of inflate, {kept[s]} kept"));
            return 0;
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static string[] Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        var texts = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            texts.Add(json.RootElement.GetProperty("text").GetString()!);
        }
        return [.. texts];
    }

    static (byte[] Deflated, long Bytes) Deflate(string[] texts)
    {
        using var memory = new MemoryStream();
        var bytes = 0L;
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var text in texts)
            {
                var encoded = Encoding.UTF8.GetBytes(text);
                bytes += encoded.Length;
                gzip.Write(encoded);
            }
        return (memory.ToArray(), bytes);
    }

    static void Inflate(byte[] deflated)
    {
        var sink = new byte[1 << 16];
        using var gzip = new GZipStream(new MemoryStream(deflated), CompressionMode.Decompress);
        while (gzip.Read(sink) > 0) { }
    }

    /// <summary>Processor seconds, which a busy machine does not lengthen as it does the clock.</summary>
    static double Seconds(Action action)
    {
        var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
