using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Storage;

namespace Curation.Cli.Commands;

/// <summary><c>curate storage check PATH</c>: whether a run can read an object, or commit into a folder, and how fast.</summary>
static class StorageCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "An object to read to its end, or a folder to commit into: local, s3:// or https://." };
        var run = new Option<string?>("--run") { Description = "Run file whose storage section says how storages are reached. Default: the environment." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var check = new Command("check", "Reads an object and measures it, or probes whether a folder takes commits.") { path, run, json };
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var storage = new StorageRouter(parsed.GetValue(run) is { } file ? RunFileReader.Load(file).Storage : null);
            var target = parsed.GetRequiredValue(path);
            var result = await storage.StatAsync(target, cancellationToken).ConfigureAwait(false) is not null
                ? await ReadAsync(storage, target, cancellationToken).ConfigureAwait(false)
                : await ProbeAsync(storage, target, cancellationToken).ConfigureAwait(false);
            await Console.Out.WriteLineAsync(parsed.GetValue(json) ? JsonSerializer.Serialize(result, StrictJson.Options) : result.ToString()).ConfigureAwait(false);
            return ExitCode.Done;
        });
        return new Command("storage", "Looks after storages.") { check };
    }

    static async Task<StorageCheck> ReadAsync(StorageRouter storage, string path, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        long bytes = 0;
        await using var stream = await storage.OpenReadAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false);
        var buffer = new byte[256 << 10];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;) bytes += read;
        using var self = Process.GetCurrentProcess();
        return new(path, "read", bytes, clock.Elapsed.TotalSeconds, storage.Counters.Usage.Requests, storage.Counters.Usage.Retries, self.PeakWorkingSet64);
    }

    static async Task<StorageCheck> ProbeAsync(StorageRouter storage, string path, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await storage.PrepareAsync(path, cancellationToken).ConfigureAwait(false);
        using var self = Process.GetCurrentProcess();
        return new(path, "takes commits", 0, clock.Elapsed.TotalSeconds, storage.Counters.Usage.Requests, storage.Counters.Usage.Retries, self.PeakWorkingSet64);
    }

    sealed record StorageCheck(string Path, string Result, long Bytes, double Seconds, long Requests, long Retries, long PeakMemory)
    {
        public override string ToString() =>
            $"{Path}: {Result}, {Bytes:n0} bytes in {Seconds:n2} s ({Bytes / Math.Max(Seconds, 1e-3) / 1e6:n0} MB/s), {Requests} requests, {Retries} retries, peak memory {PeakMemory / 1e6:n0} MB";
    }
}
