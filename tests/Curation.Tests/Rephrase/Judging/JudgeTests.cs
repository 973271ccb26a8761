using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Stages.Rephrase;
using Curation.Tests.Rephrase.Llm;

namespace Curation.Tests.Rephrase.Judging;

public sealed class JudgeTests
{
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Apply_WithAJudge_RefusesWhatItDenies(bool stream)
    {
        await using var server = new ChatServer { Write = p => IsJudged(p) ? Verdicts([true, false, true]) : ChatServer.PairsOf(p) };
        var split = Assert.IsType<Verdict.SplitInto>((await ApplyAsync(Options(server) with { Stream = stream }))[0]);
        Assert.Equal(2, split.Documents[1].Structure?.Questions.Length);
        Assert.Equal((2, 1), (split.Documents[0].Signals["rephrase_kept"], split.Documents[0].Signals["rephrase_refused_judged"]));
        var refused = Assert.Single(RefusedItem.Read(split.Documents[1].Metadata[RefusedItem.Metadata]));
        Assert.Equal(("rephrase.judged", "item 2"), (refused.Reason, refused.Detail));
        Assert.Contains("begun in 1377", refused.Text, StringComparison.Ordinal);
        Assert.Contains("begun in 1377", refused.Source, StringComparison.Ordinal);
        Assert.Equal(2 * 3, server.Chats);
    }

    [Theory]
    [InlineData("no verdicts at all")]
    [InlineData("""{"verdicts": [{"item": 9, "supported": true}, {"item": 1, "supported": "perhaps"}]}""")]
    public async Task Apply_WithAJudgeThatSaysNothing_LetsNothingPass(string answer)
    {
        await using var server = new ChatServer { Write = p => IsJudged(p) ? answer : ChatServer.PairsOf(p) };
        var dropped = Assert.IsType<Verdict.Dropped>((await ApplyAsync(Options(server) with { Originals = 0 }))[0]);
        Assert.Equal(3, dropped.Document.Signals["rephrase_refused_unjudged"]);
    }

    [Fact]
    public async Task Apply_WithAJudgeOfItsOwn_AsksThatServerForItsModel()
    {
        await using var server = new ChatServer();
        await using var judge = new ChatServer { Model = "judge-model", Write = _ => $"Let me see.\n```json\n{Verdicts([true, true, true])}\n```" };
        var options = Options(server) with { Judge = new() { Enabled = true, Model = "judge-model", Endpoints = [new() { Url = judge.Base }] } };
        Assert.All(await ApplyAsync(options), v => Assert.Equal(3, Assert.IsType<Verdict.SplitInto>(v).Documents[0].Signals["rephrase_kept"]));
        Assert.Equal((3, 3), (server.Chats, judge.Chats));
        Assert.Contains("has no model 'other'", (await Assert.ThrowsAsync<ConfigException>(() => ApplyAsync(options with { Judge = options.Judge with { Model = "other" } }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Estimate_WithAJudge_CountsItsRequests()
    {
        var document = RephraseStageTests.Documents(1)[0];
        var options = new RephraseOptions { Model = "m", Endpoints = [new() { Url = "http://127.0.0.1:9/v1" }] };
        using var plain = RephraseStage.Create(options, new());
        using var judged = RephraseStage.Create(options with { Judge = new() { Enabled = true } }, new());
        var (before, after) = (plain.Estimate(document), judged.Estimate(document));
        Assert.Equal((1, 2), (before.Requests, after.Requests));
        Assert.True(after.InputTokens > before.InputTokens * 1.5 && after.OutputTokens > before.OutputTokens);
    }

    [Fact]
    public void Validate_OfAPromptWithoutItems_SaysSo()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "---\nversion: 1\n---\n# User\nIs it so? {text}\n");
        var errors = new OptionErrors();
        new RephraseOptions { Model = "m", Endpoints = [new() { Url = "http://127.0.0.1:9/v1" }], Judge = new() { Enabled = true, Prompt = file } }.Validate(errors);
        File.Delete(file);
        Assert.Contains("{items}", Assert.Single(errors.Messages), StringComparison.Ordinal);
    }

    static bool IsJudged(string prompt) => prompt.Contains("\nItems:\n", StringComparison.Ordinal);

    static string Verdicts(bool[] supported) =>
        JsonSerializer.Serialize(new { verdicts = supported.Select((s, i) => new { item = i + 1, reason = $"item {i + 1}", supported = s, answerable = true }) });

    static RephraseOptions Options(ChatServer server) => RephraseStageTests.Options(server) with { Judge = new() { Enabled = true } };

    async Task<IReadOnlyList<Verdict>> ApplyAsync(RephraseOptions options)
    {
        using var stage = RephraseStage.Create(options, new StageServices { Results = new MemoryResultStore(), Seed = 7 });
        return await stage.ApplyAsync(RephraseStageTests.Documents(3), _cancel);
    }
}
