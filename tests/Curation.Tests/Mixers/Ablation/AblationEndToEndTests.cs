using Curation.Cli.Reports.Mixing;
using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Mixers.Ablation;
using Curation.Mixers.Evaluation;
using Curation.Torch;

namespace Curation.Tests.Mixers.Ablation;

/// <summary>Shards and dropped documents to a verdict with real proxies, as small as they can be.</summary>
public sealed class AblationEndToEndTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("ablation").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Run_StageThatDropsGarbage_TellsThatItHelps()
    {
        Write(AblationFixture.Shuffled);
        var result = await RunAsync("first");
        var row = Assert.Single(result.Rows);
        Assert.True(row.Verdict == AblationVerdict.Helps, Show(row));
        Assert.Equal((400, 200), (result.Without.Documents, result.With.Documents));
        Assert.Equal(3, row.With.Count);
        Assert.All(row.With.Zip(row.Without), p => Assert.True(p.First < p.Second));

        // Other proxies of the same input and options come to the same scores, bit for bit.
        var again = await RunAsync("second", 2);
        Assert.Equal(row.Without.Take(2).Concat(row.With.Take(2)), again.Rows[0].Without.Concat(again.Rows[0].With));

        var page = AblationReport.Render(result with { Question = "stage <b>words</b>" });
        Assert.Contains("helps", page, StringComparison.Ordinal);
        Assert.Contains("stage &lt;b&gt;words&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StageThatDropsTextLikeTheKept_CannotTell()
    {
        Write(AblationFixture.Prose);
        var row = Assert.Single((await RunAsync("same")).Rows);
        Assert.True(row.Verdict == AblationVerdict.CannotTell, Show(row));
        Assert.True(row.Gain.Low < 0 && row.Gain.High > 0);
        Assert.NotEqual(row.Without, row.With);
    }

    [Fact]
    public async Task Run_ExternalEvalOrDomain_IsRefusedBeforeTraining()
    {
        Write(AblationFixture.Prose);
        var options = new AblationOptions { Output = _folder, Stage = "words", Directory = Path.Combine(_folder, "none") };
        foreach (var (eval, message) in new (EvalSpec, string)[] { (new() { Name = "e", Domain = "web" }, "nothing is held out of domains here; name files"), (new() { Name = "e", Kind = EvalKind.External }, "an ablation scores its own") })
        {
            var error = await Assert.ThrowsAsync<ConfigException>(() => new AblationRunner(options, new() { Evals = [eval] }, new StorageRouter()).RunAsync(TestContext.Current.CancellationToken));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(options.Directory));
    }

    static string Show(AblationRow row) => $"{row.Gain}: {string.Join(' ', row.Without)} against {string.Join(' ', row.With)}";

    void Write(Func<int, string> dropped) => AblationFixture.Write(_folder,
        Enumerable.Range(0, 200).Select(i => ($"k{i}", AblationFixture.Prose(i), (double?)0.5)),
        Enumerable.Range(0, 200).Select(i => ($"d{i}", dropped(1000 + i), "words", "words.few")));

    Task<AblationResult> RunAsync(string directory, int seeds = 3)
    {
        var options = new AblationOptions
        {
            Output = _folder,
            Stage = "words",
            Tokens = 41_000,
            Seeds = seeds,
            Size = "demo",
            Device = DeviceChoice.Cpu,
            Directory = Path.Combine(_folder, directory),
        };
        return new AblationRunner(options, AblationFixture.Evals(_folder), new StorageRouter()).RunAsync(TestContext.Current.CancellationToken);
    }
}
