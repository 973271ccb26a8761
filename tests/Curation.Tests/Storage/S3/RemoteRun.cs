using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Curation.Core.Storage;

namespace Curation.Tests.Storage.S3;

/// <summary>A small run whose inputs, option files and output lie in a bucket; a local twin of the output to compare with.</summary>
sealed class RemoteRun : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("curate-s3-").FullName;
    readonly StorageRouter _storage;
    readonly string _bucket;

    RemoteRun(StorageRouter storage, string bucket) => (_storage, _bucket) = (storage, bucket);

    public string Output(string name) => $"s3://{_bucket}/{name}";

    public static async Task<RemoteRun> CreateAsync(S3Server server, int documents, int files)
    {
        var run = new RemoteRun(server.Storage(), await server.BucketOrSkipAsync());
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
            await run.PutAsync($"in/{file}.jsonl", lines.ToString());
        }
        await run.PutAsync("lists/hosts.txt", "blocked.example\n");
        return run;
    }

    /// <summary>A run file whose results go to a folder.</summary>
    public string RunFile(string output, string onMissing = "fail", string paths = "in/*.jsonl")
    {
        var file = Path.Combine(_folder, $"{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(output + onMissing)):x}.json");
        File.WriteAllText(file, $$"""
            { "name": "remote", "seed": 42,
              "input": { "reader": "jsonl", "paths": [{{string.Join(", ", paths.Split(' ').Select(p => $"\"s3://{_bucket}/{p}\""))}}], "onMissing": "{{onMissing}}" },
              "stages": [ { "stage": "url-filter", "options": { "domains": ["s3://{{_bucket}}/lists/hosts.txt"] } } ],
              "tasks": { "bytes": 100000, "partRecords": 100 },
              "output": { "shardBytes": 200000, "directory": "{{output}}" } }
            """);
        return file;
    }

    public string Local(string name) => Path.Combine(_folder, name);

    public Process Start(string endpoint, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["AWS_ENDPOINT_URL_S3"] = endpoint;
        start.Environment["CURATE_FILES"] = Path.Combine(_folder, "files");
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    public async Task<(int ExitCode, string Error)> RunAsync(string endpoint, params string[] arguments)
    {
        using var process = Start(endpoint, arguments);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }

    /// <summary>Names and digests of all that is published below a folder.</summary>
    public async Task<string[]> PublishedAsync(string output)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var found = new List<string>();
        foreach (var folder in new[] { "shards", "dropped" })
        {
            await foreach (var item in _storage.ListAsync($"{output}/{folder}/*.parquet", cancellation))
                found.Add($"{folder}/{Path.GetFileName(item.Path)} {XxHash128.HashToUInt128((await _storage.ReadAllAsync(item.Path, cancellation))!):x32}");
        }
        return [.. found];
    }

    public async Task<List<string>> ListAsync(string pattern)
    {
        var paths = new List<string>();
        await foreach (var item in _storage.ListAsync(pattern, TestContext.Current.CancellationToken)) paths.Add(item.Path);
        return paths;
    }

    public Task DeleteAsync(string name) => _storage.DeleteAsync($"s3://{_bucket}/{name}", TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    async Task PutAsync(string name, string text)
    {
        var file = Path.Combine(_folder, "upload");
        await File.WriteAllTextAsync(file, text);
        await _storage.PutFileAsync($"s3://{_bucket}/{name}", file);
    }
}
