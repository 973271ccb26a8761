using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Curation.Core.Documents;
using Curation.Stages.Filters.Decontamination;

namespace Curation.Benchmarks.Filters;

/// <summary>
/// Decontamination of documents that hold no item, against inflating the same bytes: a ratio of 4 is a quarter of <see cref="GZipStream"/>'s
/// rate. Documents are those of the development data (CURATE_TEST_DATA), the evaluations all that it has.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(InProcessConfig))]
public class DecontaminationBenchmarks
{
    readonly byte[] _inflated = new byte[1 << 16];
    Document[] _documents = [];
    byte[] _deflated = [];
    DecontaminationFilter? _filter;

    [GlobalSetup]
    public void Setup()
    {
        var data = Environment.GetEnvironmentVariable("CURATE_TEST_DATA") ?? throw new InvalidOperationException("set CURATE_TEST_DATA to the folder of the development data");
        EvalSource Of(string path, params string[] members) => new() { Path = Path.Combine(data, "evals", path), Query = [.. members] };
        _filter = DecontaminationFilter.Create(new()
        {
            Evals =
            [
                Of("gsm8k/test.jsonl", "question", "answer"), Of("mmlu/test", "question"), Of("language_understanding/lambada_openai.jsonl.gz", "context"),
                Of("language_understanding/winogrande.jsonl.gz", "context_options", "continuation"), Of("world_knowledge/arc_challenge.jsonl.gz", "query", "choices"),
                Of("world_knowledge/arc_easy.jsonl.gz", "query", "choices"), Of("world_knowledge/triviaqa_small.jsonl.gz", "context"),
                Of("commonsense_reasoning/piqa.jsonl.gz", "query", "choices"), Of("commonsense_reasoning/openbook_qa.jsonl.gz", "query", "choices"),
                Of("programming/human_eval.jsonl.gz", "prompt"),
            ],
        }, new());
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, "parity/docs.jsonl.gz")), CompressionMode.Decompress));
        var documents = new List<Document>();
        while (reader.ReadLine() is { } line)
        {
            var document = new Document { Id = $"{documents.Count:x32}", Source = "crawl", Text = JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!, Provenance = new("bench", 0, 1) };
            if (_filter.Apply(document) is Verdict.Kept) documents.Add(document);
        }
        _documents = [.. documents];
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
            foreach (var document in _documents) gzip.Write(Encoding.UTF8.GetBytes(document.Text));
        _deflated = memory.ToArray();
        Console.WriteLine($"// {_documents.Length} documents, {_documents.Sum(d => (long)Encoding.UTF8.GetByteCount(d.Text))} bytes, index {_filter.Index.Bytes} bytes");
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
    public int Decontaminate()
    {
        var kept = 0;
        foreach (var document in _documents)
            if (_filter!.Apply(document) is Verdict.Kept) kept++;
        return kept;
    }
}
