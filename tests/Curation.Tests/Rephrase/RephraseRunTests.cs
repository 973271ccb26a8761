using System.Text.Json;
using Curation.Core.Documents;
using Curation.Core.Reports;
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

    /// <summary>Selection by tokens, rephrasing in two styles, filters, deduplication, decontamination, report.</summary>
    [Fact]
    public async Task Run_TheWholeWay_LeavesGroundedDocumentsAndAReport()
    {
        await using var server = new ChatServer(Slots) { Write = Write };
        var planted = RephraseStageTests.Documents(6)[5].Text.Split(". ")[0];
        var evals = Path.GetTempFileName();
        await File.WriteAllTextAsync(evals, JsonSerializer.Serialize(new { question = planted }) + "\n", _cancel);
        var jsonl = Path.ChangeExtension(evals, ".jsonl");
        File.Move(evals, jsonl);
        using var run = new RephraseRun(server.Base, 60, ", \"styles\": [\"diverse-qa\", \"distill\"], \"signal\": \"token_selection\", \"minSignal\": 1",
            """{ "stage": "token-selection", "options": { "tokens": 5000 } }, """, $$""", { "stage": "decontamination", "options": { "evals": [ { "path": "{{jsonl}}", "query": ["question"] } ] } }""");
        var (code, error) = await run.RunAsync();
        File.Delete(jsonl);
        Assert.True(code == 0, error);
        var report = ReportFile.Read(await File.ReadAllBytesAsync(Path.Combine(run.Output, "report", "report.json"), _cancel), "report.json");
        var rephrasing = report.Rephrasing!;
        // Each selected document is asked about once a style.
        Assert.InRange(rephrasing.Chunks, 2 * 20, 2 * 59);
        Assert.Equal(rephrasing.Chunks, server.Chats);
        Assert.Equal(rephrasing.Items, rephrasing.Kept + rephrasing.Refused.Sum(r => r.Items));
        Assert.Equal(["rephrase.copy", "rephrase.number"], rephrasing.Refused.Select(r => r.Reason).Order(StringComparer.Ordinal));
        Assert.Contains(rephrasing.Samples, s => s.Reason.Length == 0 && s.Question is not null && s.Source == s.Text);
        Assert.Contains(rephrasing.Samples, s => s is { Reason: "rephrase.number", Span: "7654321" } && s.Text.Contains(s.Source.TrimEnd('.'), StringComparison.Ordinal));
        Assert.Contains("id=\"rephrasing\"", await File.ReadAllTextAsync(Path.Combine(run.Output, "report", "index.html"), _cancel), StringComparison.Ordinal);
        // The original and what was made of it hold the evaluation's item.
        Assert.InRange(report.Funnel.Single(r => r.Stage == "decontamination").Reasons.Sum(r => r.Documents), 1, 3);
        Assert.All(report.Funnel, r => Assert.Equal(r.In + r.Born, r.Kept + r.Reasons.Sum(x => x.Documents)));
    }

    /// <summary>Some pairs with a number of the model's own, and some texts that copy their source.</summary>
    static string Write(string prompt)
    {
        var source = ChatServer.SourceOf(prompt);
        var sentences = source.Split(". ").Select(s => s.TrimEnd('.') + ".").ToArray();
        if (prompt.Contains("{\"text\"", StringComparison.Ordinal)) return JsonSerializer.Serialize(new { text = source.Contains("Ulm2", StringComparison.Ordinal) ? source : $"{sentences[1]} {sentences[0]}" });
        if (source.Contains("Ulm1", StringComparison.Ordinal)) sentences[2] = sentences[2].TrimEnd('.') + " in 7654321 cases.";
        return ChatServer.Pairs(sentences.Take(3));
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
