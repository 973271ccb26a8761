using Curation.Core.Documents;
using Curation.Core.Shards;
using Curation.Tests.Rephrase.Llm;
using Curation.Tests.Runtime;

namespace Curation.Tests.Rephrase;

public sealed class RephraseRunTests
{
    const int Slots = 16;
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WithRephrasing_PublishesOriginalsAndRephrasingsAndNoKey()
    {
        await using var server = new ChatServer(Slots) { Key = "a-key-that-must-not-leak" };
        Environment.SetEnvironmentVariable("CURATE_TEST_RUN_KEY", "a-key-that-must-not-leak");
        using var run = new RephraseRun(server.Base, 60);
        await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, _cancel)).Replace("\"maxConcurrency\": 16", "\"keyVariable\": \"CURATE_TEST_RUN_KEY\"", StringComparison.Ordinal), _cancel);
        var (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        var documents = new List<Document>();
        foreach (var shard in Directory.GetFiles(Path.Combine(run.Output, "shards")))
        {
            using var reader = ShardReader.Open(File.OpenRead(shard), shard);
            documents.AddRange(reader.Documents());
        }
        // Near copies of originals are found again behind the rephrasing, whatever they are derived from.
        Assert.Contains(documents, d => d.DerivedFrom is not null && d.Structure?.Questions.Length > 0);
        Assert.All(documents, d => Assert.NotNull(d.Signals["gopher_repetition_duplicate_lines"] ?? d.Duplicates));
        foreach (var file in Directory.EnumerateFiles(run.Output, "*", SearchOption.AllDirectories))
            Assert.False((await File.ReadAllBytesAsync(file, _cancel)).AsSpan().IndexOf("a-key-that-must-not-leak"u8) >= 0, $"{file} holds the key");
        Assert.DoesNotContain("a-key-that-must-not-leak", error, StringComparison.Ordinal);
    }

    [Fact]
    public Task Run_KilledThreeTimes_AsksForNoStoredAnswerAgain() => KillAsync(kills: 3, documents: 400, seed: 5);

    [Fact]
    [Trait("Tier", "all")]
    public Task Run_KilledTwentyTimes_AsksForNoStoredAnswerAgain() => KillAsync(kills: 20, documents: 3000, seed: 6);

    [Fact]
    public async Task Run_BeyondItsBudget_EndsWith75AndContinues()
    {
        await using var server = new ChatServer(Slots);
        using var run = new RephraseRun(server.Base, 80, ", \"budget\": { \"requests\": 30 }");
        var (code, error) = await run.RunAsync();
        Assert.True(code == 75, error);
        Assert.Contains("budget.requests", error, StringComparison.Ordinal);
        for (var start = 0; start < 3 && code == 75; start++) (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        Assert.InRange(server.Chats, 80, 80 + 3 * Slots);
    }

    [Fact]
    public async Task Run_WithoutAServer_EndsWith2()
    {
        using var run = new RephraseRun("http://127.0.0.1:9/v1", 4, ", \"startupSeconds\": 0");
        var (code, error) = await run.RunAsync();
        Assert.True(code == 2, error);
        Assert.Contains("no server answers", error, StringComparison.Ordinal);
    }

    async Task KillAsync(int kills, int documents, int seed)
    {
        await using var calm = new ChatServer(Slots);
        using var run = new RephraseRun(calm.Base, documents);
        var (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        var expected = run.Published();
        Directory.Delete(run.Output, recursive: true);

        await using var server = new ChatServer(Slots, _ => TimeSpan.FromMilliseconds(40));
        await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, _cancel)).Replace(calm.Base, server.Base, StringComparison.Ordinal), _cancel);
        var random = new Random(seed);
        var killed = 0;
        for (var attempt = 0; attempt < kills * 3 && killed < kills; attempt++)
        {
            var before = server.Chats;
            using var process = SampleRun.Start("run", run.RunFile, "--workers", "2");
            while (!process.HasExited && server.Chats == before) await Task.Delay(10, _cancel);
            await Task.Delay(random.Next(30, 300), _cancel);
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }
            await process.WaitForExitAsync(_cancel);
            if (process.ExitCode == 0) break;
        }
        await Task.Delay(200, _cancel);
        (code, error) = await run.RunAsync();
        Assert.True(code == 0, error);
        Assert.True(killed >= Math.Min(3, kills), $"only {killed} lived long enough to be killed");
        Assert.Equal(expected, run.Published());
        // What was under way at a kill may be asked again, nothing else.
        var again = server.Asked.Values.Sum(n => n - 1);
        Assert.Equal(documents, server.Asked.Count);
        Assert.True(again <= killed * Slots, $"{again} requests were sent again after {killed} kills with {Slots} slots");
        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} kills, {documents} requests, {again} sent again");
    }
}
