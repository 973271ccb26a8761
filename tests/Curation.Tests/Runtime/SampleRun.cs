using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Curation.Tests.Runtime;

/// <summary>A small run in a folder of its own: generated JSON lines, filtered, into shards, by the program itself.</summary>
sealed class SampleRun : IDisposable
{
    public SampleRun(int documents = 4000, int files = 5, int partRecords = 100)
    {
        Directory.CreateDirectory(Input);
        var random = new Random(7);
        for (var file = 0; file < files; file++)
        {
            var lines = new StringBuilder();
            for (var i = 0; i < documents / files; i++)
            {
                var host = random.Next(4) == 0 ? "blocked.example" : "open.example";
                var text = string.Join(' ', Enumerable.Range(0, random.Next(5, 80)).Select(_ => "word" + random.Next(500)));
                lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{file}-{i}\",\"url\":\"https://{host}/{i}\",\"text\":\"{text}\"}}\n");
            }
            File.WriteAllText(Path.Combine(Input, $"{file}.jsonl"), lines.ToString());
        }
        File.WriteAllText(Path.Combine(Folder, "hosts.txt"), "blocked.example\n");
        RunFile = Path.Combine(Folder, "run.json");
        File.WriteAllText(RunFile, $$"""
            { "name": "sample", "seed": 42, // a comment
              "input": { "reader": "jsonl", "paths": ["{{Input}}/*.jsonl"] },
              "stages": [ { "stage": "url-filter", "options": { "domains": ["{{Folder}}/hosts.txt"] } } ],
              "tasks": { "bytes": 100000, "partRecords": {{partRecords}} },
              "output": { "shardBytes": 200000, "directory": "{{Output}}" } }
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("curate-run-").FullName;

    public string Input => Path.Combine(Folder, "in");

    public string Output => Path.Combine(Folder, "out");

    public string RunFile { get; }

    /// <summary>Starts the program.</summary>
    public static Process Start(params string[] arguments)
    {
        var process = Create(arguments);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        var (code, _, error) = await OutputAsync(arguments);
        return (code, error);
    }

    /// <summary>Runs the program to its end, for what it prints.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> OutputAsync(params string[] arguments)
    {
        using var process = Create(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, error);
    }

    static Process Create(string[] arguments) => Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments)
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Names and digests of the published shards.</summary>
    public string[] Shards() => [.. Digests(Path.Combine(Output, "shards")), .. Digests(Path.Combine(Output, "dropped"))];

    static string[] Digests(string folder) => [.. Directory.EnumerateFiles(folder, "*.parquet").Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetFileName(f)} {XxHash128.HashToUInt128(File.ReadAllBytes(f)):x32}")];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
