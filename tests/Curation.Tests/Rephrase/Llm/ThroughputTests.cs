using System.Globalization;
using Curation.Core.Contracts;
using Curation.Stages.Rephrase;

namespace Curation.Tests.Rephrase.Llm;

/// <summary>Figures for docs/measurements/rephrasing.md.</summary>
[Trait("Tier", "all")]
public sealed class ThroughputTests
{
    [Fact]
    public async Task Client_KeepsASixtyFourSlotServerBusy()
    {
        // Latencies as of a model that writes 200 to 600 tokens, spread as their lengths are.
        await using var server = new ChatServer(64, n => TimeSpan.FromMilliseconds(500 * Math.Exp(0.5 * Normal(n))));
        var documents = RephraseStageTests.Documents(6000);
        var begun = TimeProvider.System.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var steady = SampleAsync(server, documents.Length, stop.Token);
        await AskAsync(server, documents, 128);
        await stop.CancelAsync();
        var elapsed = TimeProvider.System.GetElapsedTime(begun);
        var busy = server.Busy / elapsed / 64;
        var between = await steady;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{documents.Length} requests in {elapsed.TotalSeconds:0.0} s: 64 slots busy {busy:0.000} of the time, start and end included, {between:0.000} between"));
        Assert.True(between >= 0.95, $"busy {between:0.000}");
    }

    /// <summary>Share of the slots that are busy from when all were for the first time until the last request has come.</summary>
    static async Task<double> SampleAsync(ChatServer server, int requests, CancellationToken cancellationToken)
    {
        var (samples, busy) = (0, 0L);
        while (!cancellationToken.IsCancellationRequested && server.Chats < requests)
        {
            await Task.Delay(10, CancellationToken.None);
            var running = server.Running;
            if (samples == 0 && running < 64) continue;
            (samples, busy) = (samples + 1, busy + Math.Min(64, running));
        }
        return samples == 0 ? 0 : busy / (64.0 * samples);
    }

    [Fact]
    public async Task Client_Alone_HandlesManyRequestsASecond()
    {
        await using var server = new ChatServer(1000);
        var documents = RephraseStageTests.Documents(6000);
        await AskAsync(server, documents[..500], 64);
        var begun = TimeProvider.System.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var store = new MemoryResultStore();
        await AskAsync(server, documents[500..], 64, store);
        var elapsed = TimeProvider.System.GetElapsedTime(begun);
        var used = Environment.CpuUsage.TotalTime - cpu;
        await AskAsync(server, documents[500..], 64, store);
        var again = Environment.CpuUsage.TotalTime - cpu - used;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(documents.Length - 500) / elapsed.TotalSeconds:0} requests/s, {(documents.Length - 500) / used.TotalSeconds:0} a CPU-second, server, chunking and checks included; chunking, parsing and checks alone {(documents.Length - 500) / again.TotalSeconds:0} a CPU-second"));
    }

    /// <summary>As the runtime does it: documents go in one by one, so many at a time.</summary>
    static async Task AskAsync(ChatServer server, Core.Documents.Document[] documents, int concurrency, IResultStore? store = null)
    {
        var options = RephraseStageTests.Options(server) with { Endpoints = [new() { Url = server.Base, MaxConcurrency = concurrency }] };
        using var stage = RephraseStage.Create(options, new StageServices { Results = store ?? new MemoryResultStore(), Seed = 7 });
        await Parallel.ForEachAsync(documents, new ParallelOptions { MaxDegreeOfParallelism = stage.Shape.Concurrency }, async (d, token) => await stage.ApplyAsync([d], token));
    }

    static double Normal(int n)
    {
        var random = new Random(n);
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
