using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using Curation.Tests.Runtime;

namespace Curation.Tests.Rephrase;

/// <summary>A run that rephrases generated documents, in a folder of its own, by the program itself.</summary>
sealed class RephraseRun : IDisposable
{
    public RephraseRun(string server, int documents, string more = "", string before = "", string after = "")
    {
        Directory.CreateDirectory(Path.Combine(Folder, "in"));
        var documentsOf = RephraseStageTests.Documents(documents);
        for (var file = 0; file < 4; file++)
        {
            File.WriteAllLines(Path.Combine(Folder, "in", string.Create(CultureInfo.InvariantCulture, $"{file}.jsonl")),
                documentsOf.Where((_, i) => i % 4 == file).Select(d => JsonSerializer.Serialize(new { id = d.Id, text = d.Text, title = d.Title, url = $"https://x.example/{d.Id}" })));
        }
        RunFile = Path.Combine(Folder, "run.json");
        File.WriteAllText(RunFile, $$"""
            { "name": "rephrase", "seed": 7,
              "input": { "reader": "jsonl", "paths": ["{{Folder}}/in/*.jsonl"] },
              "stages": [ {{before}}{ "stage": "rephrase", "options": { "model": "test-model", "endpoints": [ { "url": "{{server}}", "maxConcurrency": 16 } ]{{more}} } },
                          { "stage": "exact-dedup" }, { "stage": "minhash-dedup" }, { "stage": "gopher-repetition" }{{after}} ],
              "tasks": { "bytes": 20000, "partRecords": 40 },
              "output": { "directory": "{{Output}}" } }
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("curate-rephrase-").FullName;

    public string Output => Path.Combine(Folder, "out");

    public string RunFile { get; }

    /// <summary>Runs the program to its end.</summary>
    public Task<(int ExitCode, string Error)> RunAsync() => SampleRun.RunAsync("run", RunFile, "--workers", "2");

    /// <summary>Names and digests of all that is published.</summary>
    public string[] Published() => [.. new[] { "shards", "dropped" }.SelectMany(f => Directory.Exists(Path.Combine(Output, f)) ? Directory.EnumerateFiles(Path.Combine(Output, f)) : []).Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetFileName(f)} {XxHash128.HashToUInt128(File.ReadAllBytes(f)):x32}")];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
