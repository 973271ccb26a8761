using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Rephrase;
using Curation.Tests.Rephrase.Llm;

namespace Curation.Tests.Rephrase;

public sealed class RephraseStageTests
{
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_MakesADerivedDocumentOfGroundedPairs(bool stream)
    {
        await using var server = new ChatServer();
        var verdicts = await ApplyAsync(server, Documents(3), Options(server) with { Stream = stream });
        var split = Assert.IsType<Verdict.SplitInto>(verdicts[0]);
        Assert.Equal(2, split.Documents.Length);
        var child = split.Documents[1];
        Assert.Equal("d0", child.DerivedFrom);
        Assert.Equal(3, child.Structure?.Questions.Length);
        Assert.All(child.Structure!.Questions, q => Assert.Equal(q.Answer, q.Evidence));
        Assert.Contains("Answer: The tower of Ulm0 is 161 metres high", child.Text, StringComparison.Ordinal);
        Assert.Equal(("diverse-qa", "test-model"), (child.Metadata["rephrase_style"], child.Metadata["rephrase_model"]));
        Assert.StartsWith("diverse-qa@1-", child.Metadata["rephrase_prompt"], StringComparison.Ordinal);
        Assert.Equal(3, split.Documents[0].Signals["rephrase_kept"]);
        Assert.Equal(stream ? 3 : 0, server.Streamed);
    }

    /// <summary>A share of the attempts fails; each document gets what it gets without faults.</summary>
    [Theory]
    [InlineData(nameof(ChatFault.TooMany), false)]
    [InlineData(nameof(ChatFault.ServerError), false)]
    [InlineData(nameof(ChatFault.Gateway), false)]
    [InlineData(nameof(ChatFault.Drop), false)]
    [InlineData(nameof(ChatFault.Reset), false)]
    [InlineData(nameof(ChatFault.Reset), true)]
    [InlineData(nameof(ChatFault.Drip), false)]
    [InlineData(nameof(ChatFault.Drip), true)]
    [InlineData(nameof(ChatFault.Fenced), true)]
    public async Task Apply_ThroughFaults_GivesTheSame(string name, bool stream)
    {
        var fault = Enum.Parse<ChatFault>(name);
        await using var calm = new ChatServer();
        var expected = await ApplyAsync(calm, Documents(20), Options(calm));
        await using var server = new ChatServer { Fault = n => n % 4 == 1 ? fault : null };
        var verdicts = await ApplyAsync(server, Documents(20), Options(server) with { Stream = stream, TimeoutSeconds = 1 });
        Assert.Equal(expected.Select(Texts), verdicts.Select(Texts));
        if (fault != ChatFault.Fenced) Assert.True(server.Chats > 20);
    }

    [Fact]
    public async Task Apply_ToAServerWithoutSchemas_AsksWithout()
    {
        await using var server = new ChatServer { TakesSchema = false };
        var verdicts = await ApplyAsync(server, Documents(3), Options(server));
        Assert.All(verdicts, v => Assert.IsType<Verdict.SplitInto>(v));
    }

    [Theory]
    [InlineData(nameof(ChatFault.InvalidJson), "rephrase_refused_unread")]
    [InlineData(nameof(ChatFault.Truncated), "rephrase_refused_truncated")]
    [InlineData(nameof(ChatFault.Refusal), "rephrase_refused_refusal")]
    [InlineData(nameof(ChatFault.WrongLanguage), "rephrase_refused_language")]
    [InlineData(nameof(ChatFault.WrongNumber), "rephrase_refused_number")]
    [InlineData(nameof(ChatFault.TooLong), "rephrase_refused_rejected")]
    public async Task Apply_OfBadAnswers_CountsEachWithItsReason(string name, string signal)
    {
        var fault = Enum.Parse<ChatFault>(name);
        await using var server = new ChatServer { Fault = n => n % 3 == 0 ? fault : null };
        var verdicts = await ApplyAsync(server, Documents(12), Options(server) with { Originals = 0 });
        var dropped = verdicts.OfType<Verdict.Dropped>().ToList();
        Assert.Equal(4, dropped.Count);
        Assert.All(dropped, d =>
        {
            Assert.Equal("rephrase.empty", d.Reason.Id);
            Assert.Equal(1, d.Document.Signals[signal]);
            Assert.NotNull(d.Detail);
        });
        Assert.Equal(8, verdicts.OfType<Verdict.SplitInto>().Count(s => s.Documents.Length == 1));
    }

    [Fact]
    public async Task Apply_WithAStore_AsksForNoAnswerAgain()
    {
        await using var server = new ChatServer();
        var store = new MemoryResultStore();
        var first = await ApplyAsync(server, Documents(10), Options(server), store);
        var asked = server.Chats;
        var second = await ApplyAsync(server, Documents(10), Options(server), store);
        Assert.Equal(asked, server.Chats);
        Assert.Equal(first.Select(Texts), second.Select(Texts));
    }

    [Fact]
    public async Task Apply_BeyondTheBudget_StopsAndGoesOnWithMore()
    {
        await using var server = new ChatServer();
        var store = new MemoryResultStore();
        var poor = Options(server) with { Budget = new() { Requests = 7 } };
        var error = await Assert.ThrowsAsync<StopException>(() => ApplyAsync(server, Documents(20), poor, store));
        Assert.Contains("budget.requests", error.Message, StringComparison.Ordinal);
        Assert.True(server.Chats <= 7);
        await Task.Delay(300, _cancel);
        await ApplyAsync(server, Documents(20), Options(server), store);
        Assert.True(server.Chats <= 20 + 7);
        await Assert.ThrowsAsync<StopException>(() => ApplyAsync(server, Documents(20), Options(server) with { Budget = new() { Money = 0.0001, InputPrice = 1, OutputPrice = 2 } }));
    }

    [Fact]
    public async Task Apply_WhileAServerIsAway_WaitsForItOrStops()
    {
        await using var server = new ChatServer();
        const string Away = "http://127.0.0.1:9/v1";
        // One of two is away: the other does the work.
        var verdicts = await ApplyAsync(server, Documents(6), Options(server) with { StartupSeconds = 0.1, Endpoints = [new() { Url = Away, Weight = 5 }, new() { Url = server.Base }] });
        Assert.All(verdicts, v => Assert.IsType<Verdict.SplitInto>(v));
        // All answer like a gateway whose server died; it comes back after a while.
        var back = TimeProvider.System.GetTimestamp();
        await using var ill = new ChatServer { Fault = _ => TimeProvider.System.GetElapsedTime(back) < TimeSpan.FromSeconds(2) ? ChatFault.Gateway : null };
        verdicts = await ApplyAsync(ill, Documents(6), Options(ill) with { Retries = 1 });
        Assert.All(verdicts, v => Assert.IsType<Verdict.SplitInto>(v));
        await using var dead = new ChatServer { Fault = _ => ChatFault.Gateway };
        Assert.Contains("no server has answered", (await Assert.ThrowsAsync<StopException>(() => ApplyAsync(dead, Documents(2), Options(dead) with { OutageMinutes = 0.01 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_WhileItsServerDies_PausesAndResumes()
    {
        var first = new ChatServer(16, _ => TimeSpan.FromMilliseconds(20));
        var applying = ApplyAsync(first, Documents(300), Options(first));
        while (first.Chats < 60) await Task.Delay(5, _cancel);
        var port = new Uri(first.Url).Port;
        await first.DisposeAsync();
        await Task.Delay(1500, _cancel);
        Assert.False(applying.IsCompleted);
        await using var second = new ChatServer(16, port: port);
        Assert.All(await applying, v => Assert.IsType<Verdict.SplitInto>(v));
        // What was on its way when the first died may be asked again, nothing else.
        Assert.InRange(first.Answered.Keys.Count(second.Asked.ContainsKey), 0, 16);
        Assert.InRange(second.Asked.Count, 300 - first.Answered.Count, 300 - first.Answered.Count + 16);
    }

    [Fact]
    public async Task Apply_ThatCopiesItsSource_IsRefusedAsACopy()
    {
        await using var server = new ChatServer { Write = p => System.Text.Json.JsonSerializer.Serialize(new { text = ChatServer.SourceOf(p) }) };
        var options = Options(server) with { Styles = ["distill"], Originals = 0 };
        Assert.All(await ApplyAsync(server, Documents(3), options), v => Assert.Equal(1, Assert.IsType<Verdict.Dropped>(v).Document.Signals["rephrase_refused_copy"]));
        Assert.All(await ApplyAsync(server, Documents(3), options with { MaxSourceSimilarity = 1 }), v => Assert.IsType<Verdict.SplitInto>(v));
    }

    [Fact]
    public async Task Apply_ThatCannotSucceed_SaysSoBeforeAnythingIsAsked()
    {
        await using var server = new ChatServer { Key = "secret-of-the-test", Context = 1200 };
        await SaysAsync("refuses the key", Options(server));
        Environment.SetEnvironmentVariable("CURATE_TEST_LLM_KEY", "secret-of-the-test");
        var keyed = Options(server) with { Endpoints = [new() { Url = server.Base, KeyVariable = "CURATE_TEST_LLM_KEY" }] };
        await SaysAsync("has no model 'other'; it has 'test-model'", keyed with { Model = "other" });
        await SaysAsync("has 1200 tokens, and a style needs", keyed);
        await SaysAsync("no server answers", Options(server) with { StartupSeconds = 0, Endpoints = [new() { Url = "http://127.0.0.1:9/v1" }] });
        Assert.Equal(0, server.Chats);

        async Task SaysAsync(string words, RephraseOptions options)
        {
            var message = (await Assert.ThrowsAsync<ConfigException>(() => ApplyAsync(server, Documents(1), options))).Message;
            Assert.Contains(words, message, StringComparison.Ordinal);
            Assert.DoesNotContain("secret-of-the-test", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Apply_SelectsByLanguageSignalAndSample()
    {
        await using var server = new ChatServer();
        var documents = Documents(200);
        var half = await ApplyAsync(server, documents, Options(server) with { Sample = 0.5, KeepOthers = false });
        Assert.InRange(half.OfType<Verdict.Dropped>().Count(), 70, 130);
        Assert.Equal(half.Select(v => v is Verdict.Dropped), (await ApplyAsync(server, documents, Options(server) with { Sample = 0.5, KeepOthers = false })).Select(v => v is Verdict.Dropped));
        Assert.All(await ApplyAsync(server, documents, Options(server) with { Languages = ["de"] }), v => Assert.IsType<Verdict.Kept>(v));
        var banded = await ApplyAsync(server, [.. documents.Select((d, i) => d with { Signals = Signals.Empty.With(new Signal("quality", i)) })], Options(server) with { Signal = "quality", MinSignal = 10, MaxSignal = 19 });
        Assert.Equal(10, banded.OfType<Verdict.SplitInto>().Count());
    }

    [Fact]
    public void Semantics_LeavesOutWhereAndHowFast()
    {
        var options = new RephraseOptions { Model = "m", Endpoints = [new() { Url = "http://a/v1" }], Budget = new() { Requests = 5 }, Stream = true, TimeoutSeconds = 3 };
        var other = new RephraseOptions { Model = "m", Endpoints = [new() { Url = "http://b/v1" }] };
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(RephraseStage.Semantics(other)), System.Text.Json.JsonSerializer.Serialize(RephraseStage.Semantics(options)));
    }

    internal static RephraseOptions Options(ChatServer server) => new() { Model = "test-model", Endpoints = [new() { Url = server.Base, MaxConcurrency = 64 }] };

    internal static Document[] Documents(int count) => [.. Enumerable.Range(0, count).Select(i => new Document
    {
        Id = $"d{i}",
        Source = "test",
        Language = "en",
        Title = $"Towers, part {i}",
        Provenance = new("test", i, 1),
        Text = $"The tower of Ulm{i} is 161 metres high{Words(i, 1)}. The church was begun in 1377 by Heinrich Parler and finished in 1890{Words(i, 2)}. Visitors climb {700 + i} steps to the platform{Words(i, 3)}. On clear days the Alps can be seen from there{Words(i, 4)}.",
    })];

    /// <summary>Words that tell a document from the others.</summary>
    static string Words(int document, int sentence)
    {
        var random = new Random(document * 10 + sentence);
        return $" near {string.Join(' ', Enumerable.Range(0, 12).Select(_ => string.Concat(Enumerable.Range(0, 6).Select(_ => (char)('a' + random.Next(26))))))}";
    }

    async Task<IReadOnlyList<Verdict>> ApplyAsync(ChatServer server, Document[] documents, RephraseOptions options, IResultStore? store = null)
    {
        using var stage = RephraseStage.Create(options, new StageServices { Results = store ?? new MemoryResultStore(), Seed = 7 });
        return await stage.ApplyAsync(documents, _cancel);
    }

    static string Texts(Verdict verdict) => verdict is Verdict.SplitInto split ? string.Join("\n---\n", split.Documents.Select(d => $"{d.Id} {d.Text}")) : verdict.GetType().Name;
}
