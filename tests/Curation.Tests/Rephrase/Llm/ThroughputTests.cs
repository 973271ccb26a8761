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
        await AskAsync(server, documents, 128);
        var elapsed = TimeProvider.System.GetElapsedTime(begun);
        var busy = server.Busy / elapsed / 64;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{documents.Length} requests in {elapsed.TotalSeconds:0.0} s: 64 slots busy {busy:0.000} of the time"));
        Assert.True(busy >= 0.95, $"busy {busy:0.000}");
    }

    [Fact]
    public async Task Client_Alone_HandlesManyRequestsASecond()
    {
        await using var server = new ChatServer(1000);
        var documents = RephraseStageTests.Documents(6000);
        await AskAsync(server, documents[..500], 64);
        var begun = TimeProvider.System.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        await AskAsync(server, documents[500..], 64);
        var elapsed = TimeProvider.System.GetElapsedTime(begun);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(documents.Length - 500) / elapsed.TotalSeconds:0} requests/s, {(documents.Length - 500) / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0} a CPU-second, server, chunking and checks included"));
    }

    /// <summary>As the runtime does it: documents go in one by one, so many at a time.</summary>
    static async Task AskAsync(ChatServer server, Core.Documents.Document[] documents, int concurrency)
    {
        var options = RephraseStageTests.Options(server) with { Endpoints = [new() { Url = server.Base, MaxConcurrency = concurrency }] };
        using var stage = RephraseStage.Create(options, new StageServices { Results = new MemoryResultStore(), Seed = 7 });
        await Parallel.ForEachAsync(documents, new ParallelOptions { MaxDegreeOfParallelism = stage.Shape.Concurrency }, async (d, token) => await stage.ApplyAsync([d], token));
    }

    static double Normal(int n)
    {
        var random = new Random(n);
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
