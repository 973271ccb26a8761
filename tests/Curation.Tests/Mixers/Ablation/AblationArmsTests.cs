using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Ablation;
using Curation.Mixers.Tokenization;

namespace Curation.Tests.Mixers.Ablation;

public sealed class AblationArmsTests : IDisposable
{
    static readonly (string, string, double?)[] s_kept = [("k0", "kept zero", 0.2), ("k1", "kept one", 0.5), ("k2", "kept two", 0.8), ("k3", "kept three", null)];
    static readonly (string, string, string, string)[] s_dropped = [("d0", "dropped by words", "words", "words.few"), ("d1", "dropped by symbols", "symbols", "symbols.many"), ("d2", "half a text", "words", "failed.words"), ("d3", "more of words", "words", "words.few")];
    readonly string _folder = Directory.CreateTempSubdirectory("ablation").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Open_Stage_AddsWhatItAloneDropped()
    {
        var arms = await OpenAsync(new() { Output = Write(), Stage = "words" });
        Assert.Equal(["kept zero", "kept one", "kept two", "kept three"], Texts(arms, true));
        Assert.Equal(["kept zero", "kept one", "kept two", "kept three", "dropped by words", "more of words"], Texts(arms, false));
    }

    [Theory]
    [InlineData(false, "kept one,kept two")]
    [InlineData(true, "kept zero,kept one")]
    public async Task Open_Signal_PartsTheKeptOnes(bool atMost, string passing)
    {
        var arms = await OpenAsync(new() { Output = Write(), Signal = "quality", Threshold = 0.5, AtMost = atMost });
        Assert.Equal(passing.Split(','), Texts(arms, true));
        Assert.Equal(4, arms.Documents.Count);
    }

    [Fact]
    public async Task Draw_BothArms_KeepTheOrderOfWhatTheyShare()
    {
        var options = new AblationOptions { Output = Write(), Stage = "words" };
        var sampler = new ArmSampler(await OpenAsync(options), options);
        for (var seed = 0; seed < 5; seed++)
        {
            var (with, without) = (Documents(sampler, seed, true, 39), Documents(sampler, seed, false, 70));
            Assert.Equal(with, without.Where(t => t.StartsWith("kept", StringComparison.Ordinal)));
            Assert.Equal(6, without.Length);
        }
        Assert.NotEqual(Documents(sampler, 0, false, 70), Documents(sampler, 1, false, 70));
    }

    [Fact]
    public async Task Draw_MoreThanThereIs_SaysHowMany()
    {
        var options = new AblationOptions { Output = Write(), Stage = "words" };
        var sampler = new ArmSampler(await OpenAsync(options), options);
        var error = Assert.Throws<ConfigException>(() => sampler.Draw(1, true, 1000, new ByteTokenizer()));
        Assert.Equal("--tokens: expected at least 1000 tokens in each arm, found 39 in the 4 documents with stage words; ask for fewer by --tokens, or take a larger run", error.Message);
    }

    [Theory]
    [InlineData("wrods", null, null, "has no stage 'wrods'; did you mean 'words'?")]
    [InlineData("idle", null, null, "'idle' dropped no document with a text in the run 'made-up', so that both arms are the same; stages that dropped: words, symbols")]
    [InlineData(null, "qualty", 0.5, "stores no signal 'qualty'; did you mean 'quality'?")]
    [InlineData(null, "quality", 0.9, "no document of the run 'made-up' is left with it")]
    public async Task Open_WhatTheRunLacks_IsNamed(string? stage, string? signal, double? threshold, string message)
    {
        var error = await Assert.ThrowsAsync<ConfigException>(() => OpenAsync(new() { Output = Write(), Stage = stage, Signal = signal, Threshold = threshold }));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "found 500 in")]
    [InlineData(null, "found a report of an older program, which does not say")]
    public async Task Open_TextsCut_NamesTheOptionAndTheRemedy(int? droppedText, string found)
    {
        AblationFixture.Write(_folder, s_kept, s_dropped, droppedText);
        var error = await Assert.ThrowsAsync<ConfigException>(() => OpenAsync(new() { Output = _folder, Stage = "words" }));
        Assert.StartsWith("output.droppedText of the run 'made-up': expected -1", error.Message, StringComparison.Ordinal);
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains("set \"droppedText\": -1", error.Message, StringComparison.Ordinal);
        // A threshold needs no dropped text.
        Assert.Equal(4, (await OpenAsync(new() { Output = _folder, Signal = "quality", Threshold = 0.5 })).Documents.Count);
    }

    [Fact]
    public async Task Open_NoRun_SaysWhatIsExpected()
    {
        var error = await Assert.ThrowsAsync<ConfigException>(() => OpenAsync(new() { Output = _folder + "/none", Stage = "words" }));
        Assert.Contains("report/report.json does not exist; give the output folder of a run that has ended", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null, 5, "--stage NAME, or --signal NAME --threshold X")]
    [InlineData("a", "b", 1.0, 5, "give one of the two")]
    [InlineData(null, "b", null, 5, "--threshold: expected a number beside --signal b, found nothing")]
    [InlineData("a", null, 1.0, 5, "--threshold and --at-most belong to --signal")]
    [InlineData("a", null, null, 1, "--seeds: expected at least 2, for the interval comes from their spread, found 1")]
    public void Validate_WrongOptions_AreNamed(string? stage, string? signal, double? threshold, int seeds, string message)
    {
        var options = new AblationOptions { Output = "out", Stage = stage, Signal = signal, Threshold = threshold, Seeds = seeds };
        Assert.Contains(message, Assert.Throws<ConfigException>(options.Validate).Message, StringComparison.Ordinal);
    }

    string Write() => AblationFixture.Write(_folder, s_kept, s_dropped);

    static Task<AblationArms> OpenAsync(AblationOptions options) => AblationArms.OpenAsync(new StorageRouter(), options, TestContext.Current.CancellationToken);

    static string[] Texts(AblationArms arms, bool with) => [.. arms.Texts(Enumerable.Range(0, arms.Documents.Count).Where(d => !with || arms.Documents[d].Passes)).Select(t => t.Text)];

    static string[] Documents(ArmSampler sampler, int seed, bool with, int tokens) =>
        new string([.. sampler.Draw(seed, with, tokens, new ByteTokenizer()).Select(t => t == 256 ? '\n' : (char)t)]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
