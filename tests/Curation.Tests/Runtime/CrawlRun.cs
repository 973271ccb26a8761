using System.Globalization;
using System.IO.Hashing;

namespace Curation.Tests.Runtime;

/// <summary>A run over a generated crawl through extraction, filters and deduplication, by the program itself.</summary>
sealed class CrawlRun : IDisposable
{
    public CrawlRun(long bytes, int files, int partRecords = 50_000)
    {
        GeneratedCrawl.Write(Path.Combine(Folder, "crawl"), bytes, files, seed: 3);
        File.WriteAllText(RunFile, $$"""
            { "name": "generated", "seed": 7,
              "input": { "reader": "warc", "paths": ["{{Folder}}/crawl/*.warc.gz"] },
              "stages": [ { "stage": "extract" }, { "stage": "gopher-quality" }, { "stage": "gopher-repetition" },
                          { "stage": "c4", "options": { "terminalPunctuation": false } }, { "stage": "exact-dedup" }, { "stage": "minhash-dedup" } ],
              "tasks": { "partRecords": {{partRecords}} },
              "output": { "shardBytes": 64000000, "directory": "{{Output}}" } }
            """);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("curate-crawl-").FullName;

    public string Output => Path.Combine(Folder, "out");

    public string RunFile => Path.Combine(Folder, "run.json");

    /// <summary>Runs to the end with two workers; gives the most memory that the process ever held, in bytes.</summary>
    public async Task<long> PeakMemoryAsync(CancellationToken cancellationToken)
    {
        using var process = SampleRun.Start("run", RunFile, "--workers", "2");
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        long peak = 0;
        while (!process.WaitForExit(100)) peak = Math.Max(peak, Peak(process.Id));
        Assert.True(process.ExitCode == 0, await error);
        return peak;
    }

    /// <summary>Starts a run and kills it after a while, if it still runs then.</summary>
    public async Task<bool> KillAsync(TimeSpan after, CancellationToken cancellationToken)
    {
        using var process = SampleRun.Start("run", RunFile, "--workers", "2");
        await Task.Delay(after, cancellationToken);
        var killed = !process.HasExited;
        if (killed) process.Kill();
        await process.WaitForExitAsync(cancellationToken);
        return killed;
    }

    /// <summary>Names and digests of what was published.</summary>
    public string[] Published() => [.. new[] { "shards", "dropped" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Output, f), "*.parquet"))
        .Order(StringComparer.Ordinal).Select(f => $"{Path.GetFileName(f)} {XxHash128.HashToUInt128(File.ReadAllBytes(f)):x32}")];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[6..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
