using System.IO.Hashing;
using Curation.Core.Documents;
using Curation.Core.Shards;
using Curation.Tests.Runtime;

namespace Curation.Tests.Ocr;

/// <summary>A run over PDF files, some of them scans, in a folder of its own, by the program itself.</summary>
sealed class OcrRun : IDisposable
{
    /// <param name="input">The run file's input, paths relative to <see cref="Folder"/>.</param>
    public OcrRun(string input)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "in"));
        File.WriteAllText(RunFile, $$"""
            { "name": "scans", "seed": 7,
              "input": {{input.Replace("FOLDER", Folder, StringComparison.Ordinal)}},
              "stages": [ { "stage": "extract" }, { "stage": "ocr", "options": { "workers": 2 } } ],
              "tasks": { "bytes": 20000, "partRecords": 2 },
              "output": { "directory": "{{Output}}" } }
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("curate-ocr-").FullName;

    public string Output => Path.Combine(Folder, "out");

    public string RunFile => Path.Combine(Folder, "run.json");

    /// <summary>A file: a page of text, then scanned pages.</summary>
    public static async Task<byte[]> FileAsync(int number, int scans)
    {
        var pdf = PrintedPages.Printed([.. Enumerable.Range(0, 8).SelectMany(i => PrintedPages.Lines((100 * number) + i))], size: 10);
        for (var page = 1; page <= scans; page++) await pdf.ScannedAsync(PrintedPages.Lines((1000 * number) + page));
        return pdf.ToBytes();
    }

    public Task<(int ExitCode, string Error)> RunAsync() => SampleRun.RunAsync("run", RunFile, "--workers", "2");

    /// <summary>Names and digests of all that is published.</summary>
    public string[] Published() => [.. new[] { "shards", "dropped" }.SelectMany(f => Directory.Exists(Path.Combine(Output, f)) ? Directory.EnumerateFiles(Path.Combine(Output, f)) : []).Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetFileName(f)} {XxHash128.HashToUInt128(File.ReadAllBytes(f)):x32}")];

    public List<Document> Documents()
    {
        var documents = new List<Document>();
        foreach (var shard in Directory.GetFiles(Path.Combine(Output, "shards")))
        {
            using var reader = ShardReader.Open(File.OpenRead(shard), shard);
            documents.AddRange(reader.Documents());
        }
        return documents;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
