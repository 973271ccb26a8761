using System.Diagnostics;
using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Ocr;
using Curation.Ocr.Vlm;

namespace Curation.Tests.Ocr.Vlm;

public sealed class VlmEngineTests
{
    const string Olm = "allenai/olmOCR-2-7B-1025-FP8", Text = "The first line.\nThe second line.\n\nA paragraph.";
    readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(VlmProfileChoice.OlmOcr, Olm, 1288, "front matter")]
    [InlineData(VlmProfileChoice.RolmOcr, "reducto/RolmOCR", 1280, "plain text representation")]
    [InlineData(VlmProfileChoice.DeepSeekOcr, "deepseek-ai/DeepSeek-OCR", 1280, "<|grounding|>")]
    public async Task Recognize_ByProfile_AsksAsTheModelWantsAndReadsItsForm(VlmProfileChoice profile, string model, int longestSide, string prompt)
    {
        await using var server = new VlmServer(model, _ => new(profile switch
        {
            VlmProfileChoice.OlmOcr => VlmAnswers.Olm("# A title\n\nThe text."),
            VlmProfileChoice.DeepSeekOcr => VlmAnswers.DeepSeek("A title", "The text."),
            _ => "# A title\n\nThe text.",
        })
        { Logarithm = Math.Log(0.9) });
        var page = await RecognizeAsync(Options(server) with { Profile = profile });
        Assert.Equal(["# A title", "The text."], page.Lines.Select(l => l.Text));
        Assert.All(page.Lines, l => Assert.True(l.StartsParagraph));
        Assert.Equal(0.9, page.Confidence, 3);
        var asked = Assert.Single(server.Asked);
        Assert.Equal(longestSide, Math.Max(asked.Width, asked.Height));
        Assert.Contains(prompt, asked.Prompt, StringComparison.Ordinal);
        var grounded = profile == VlmProfileChoice.DeepSeekOcr;
        Assert.Equal(grounded, asked.Json.TryGetProperty("skip_special_tokens", out var skips) && !skips.GetBoolean());
        Assert.Equal(grounded ? new PageBox(98, 537, 890, 640) : null, page.Lines[1].Box);
    }

    /// <summary>Servers that break: the same attempt is made again.</summary>
    [Theory]
    [InlineData("throttled")]
    [InlineData("throttled until")]
    [InlineData("broken")]
    [InlineData("gateway")]
    [InlineData("late")]
    [InlineData("cut")]
    public async Task Recognize_ServerFailsAtFirst_AsksAgainTheSame(string fault)
    {
        await using var server = new VlmServer(Olm, r => r.Number > 0 ? new(VlmAnswers.Olm(Text)) : fault switch
        {
            "throttled" => new("Rate limit reached") { Status = 429, RetryAfter = "1" },
            // Whole seconds: 2 to 3 of them lie ahead.
            "throttled until" => new("Rate limit reached") { Status = 429, RetryAfter = TimeProvider.System.GetUtcNow().AddSeconds(3).ToString("R") },
            "broken" => new("Internal Server Error") { Status = 500 },
            "gateway" => new("Bad Gateway") { Status = 502 },
            "late" => new(VlmAnswers.Olm("Too late.")) { Delay = TimeSpan.FromSeconds(30) },
            _ => new(VlmAnswers.Olm("Cut.")) { Breaks = true },
        });
        var begun = Stopwatch.StartNew();
        var page = await RecognizeAsync(Options(server) with { TimeLimit = fault == "late" ? 0.5 : 20 });
        Assert.Equal(["The first line.", "The second line.", "A paragraph."], page.Lines.Select(l => l.Text));
        Assert.Equal([true, false, true], page.Lines.Select(l => l.StartsParagraph));
        Assert.Equal([0.1, 0.1], server.Asked.Select(a => a.Temperature));
        if (fault.StartsWith("throttled", StringComparison.Ordinal)) Assert.InRange(begun.Elapsed.TotalSeconds, fault == "throttled" ? 0.95 : 1.7, 20);
    }

    /// <summary>Models that fail: further attempts are made at rising temperature.</summary>
    [Theory]
    [InlineData("json", "answer")]
    [InlineData("shape", "answer")]
    [InlineData("truncated", "truncated")]
    [InlineData("loop", "loop")]
    [InlineData("form", "form")]
    [InlineData("invented", "invented")]
    public async Task Recognize_BadAnswers_AreAskedAgainAtHigherTemperature(string fault, string cause)
    {
        VlmReply Bad() => fault switch
        {
            "json" => new("") { Body = """{"choices":[{"message":{"content":"The fir""" },
            "shape" => new("") { Body = """{"object":"chat.completion","choices":[]}""" },
            "truncated" => new(VlmAnswers.Olm("The beginning of a")) { Finish = "length" },
            "loop" => new(VlmAnswers.Olm("It began well.\n" + string.Concat(Enumerable.Repeat("and so on, and on\n", 40)))) { Finish = "length" },
            "form" => new("I'm sorry, I cannot read this page."),
            _ => new(VlmAnswers.Olm(string.Join(' ', Enumerable.Range(0, 20_000)))),
        };
        await using var server = new VlmServer(Olm, r => r.Number < 3 ? Bad() : new(VlmAnswers.Olm(Text)));
        Assert.Equal(3, (await RecognizeAsync(Options(server))).Lines.Length);
        Assert.Equal([0.1, 0.1, 0.2, 0.3], server.Asked.Select(a => a.Temperature));

        await using var hopeless = new VlmServer(Olm, _ => Bad());
        var error = await Assert.ThrowsAsync<OcrException>(() => RecognizeAsync(Options(hopeless) with { Attempts = 3 }));
        Assert.Equal(cause, error.Cause);
        Assert.Equal(3, hopeless.Asked.Count);
    }

    [Fact]
    public async Task Recognize_ModelAsksForATurn_GetsThePageTurned()
    {
        await using var server = new VlmServer(Olm, r => new(r.Number == 0 ? VlmAnswers.Olm("sideways", upright: false, turn: 90) : VlmAnswers.Olm("Upright.")));
        var page = await RecognizeAsync(Options(server));
        Assert.Equal("Upright.", Assert.Single(page.Lines).Text);
        var asked = server.Asked.ToArray();
        Assert.Equal((asked[0].Width, asked[0].Height), (asked[1].Height, asked[1].Width));
    }

    [Fact]
    public async Task Recognize_ModelThatTurnsForever_IsTakenAtItsLastWord()
    {
        await using var server = new VlmServer(Olm, _ => new(VlmAnswers.Olm("Dizzy.", upright: false, turn: 90)));
        Assert.Equal("Dizzy.", Assert.Single((await RecognizeAsync(Options(server))).Lines).Text);
        Assert.Equal(4, server.Asked.Count);
    }

    [Fact]
    public async Task Recognize_ModelSeesNoText_GivesNone()
    {
        await using var server = new VlmServer(Olm, _ => new(VlmAnswers.Olm("")));
        Assert.Empty((await RecognizeAsync(Options(server))).Lines);
    }

    [Fact]
    public async Task Recognize_PageRefused_FailsAtOnce()
    {
        await using var server = new VlmServer(Olm, _ => new("This model's maximum context length is 4096 tokens.") { Status = 400 });
        var error = await Assert.ThrowsAsync<OcrException>(() => RecognizeAsync(Options(server)));
        Assert.Equal("server", error.Cause);
        Assert.Contains("maximum context length", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("another/model", null)]
    [InlineData(null, "CURATE_TEST_WRONG_KEY")]
    public async Task Recognize_WrongModelOrKey_EndsTheRunAndNamesTheOption(string? model, string? variable)
    {
        Environment.SetEnvironmentVariable("CURATE_TEST_WRONG_KEY", "wrong");
        await using var server = new VlmServer(Olm, _ => new(VlmAnswers.Olm(Text))) { Key = variable is null ? null : "right" };
        var error = await Assert.ThrowsAsync<ConfigException>(() => RecognizeAsync(Options(server) with { Model = model, ApiKeyVariable = variable }));
        Assert.Contains("vlm.model", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_ManyPages_KeepsToItsConcurrency()
    {
        await using var server = new VlmServer(Olm, _ => new(VlmAnswers.Olm(Text)) { Delay = TimeSpan.FromMilliseconds(50) });
        await using var engine = new VlmEngine(Options(server) with { Concurrency = 4 }, new());
        var page = PrintedPages.Inked(400, 300);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => engine.RecognizeAsync(page, _cancel)));
        Assert.Equal(20, server.Asked.Count);
        Assert.InRange(server.Most, 2, 4);
    }

    static VlmOptions Options(VlmServer server) => new() { Endpoint = server.Base, TimeLimit = 20 };

    async Task<OcrPage> RecognizeAsync(VlmOptions options)
    {
        await using var engine = new VlmEngine(options, new StageServices());
        return await engine.RecognizeAsync(PrintedPages.Inked(1700, 2200), _cancel);
    }
}
