using System.Globalization;
using System.Text;
using System.Text.Json;
using Curation.Core.Reports;
using Curation.Tests.Runtime;

namespace Curation.Tests.Inspection;

/// <summary>What <c>curate tune</c> foretells is what a rerun with the changed run file does.</summary>
public sealed class TuneTests(TuneTests.Run run) : IClassFixture<TuneTests.Run>
{
    /// <summary>Two filters over generated documents of all lengths, line lengths and shares of stop words and hash signs.</summary>
    public sealed class Run : IAsyncLifetime
    {
        internal string Folder { get; } = Directory.CreateTempSubdirectory("curate-tune-").FullName;

        internal string File => Path.Combine(Folder, "run.json");

        public async ValueTask InitializeAsync()
        {
            var (random, lines) = (new Random(11), new StringBuilder());
            string[] words = ["the", "of", "and", "to", "that", "house", "garden", "weather", "morning", "#", "window", "…"];
            for (var i = 0; i < 1500; i++)
            {
                var text = new StringBuilder();
                var (count, width, kinds) = (random.Next(5, 300), random.Next(2, 30), random.Next(1, words.Length + 1));
                for (var w = 0; w < count; w++) text.Append(words[random.Next(kinds)]).Append(w % width == width - 1 ? random.Next(3) == 0 ? ".\\n" : "\\n" : " ");
                lines.Append(CultureInfo.InvariantCulture, $"{{\"id\":\"{i}\",\"url\":\"https://a.example/{i}\",\"language\":\"{(i % 7 == 0 ? "xx" : "en")}\",\"text\":\"{text}\"}}\n");
            }
            await System.IO.File.WriteAllTextAsync(Path.Combine(Folder, "in.jsonl"), lines.ToString());
            await System.IO.File.WriteAllTextAsync(File, $$"""
                { "name": "tune", "seed": 1, // comments are allowed
                  "input": { "reader": "jsonl", "paths": ["{{Folder}}/in.jsonl"] },
                  "stages": [ { "stage": "gopher-quality" }, { "stage": "fineweb-quality" } ],
                  "output": { "directory": "{{Folder}}/out", "shardBytes": 100000 } }
                """);
            var (exit, error) = await SampleRun.RunAsync("run", File);
            Assert.True(exit == 0, error);
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    [Theory]
    [InlineData("gopher-quality.minWords=120", "gopher-quality.maxSymbolRatio=0.2")]
    [InlineData("gopher-quality.minWords=20")]
    [InlineData("gopher-quality.maxSymbolRatio=0.01")]
    [InlineData("gopher-quality.minStopWords=9")]
    [InlineData("fineweb-quality.maxShortLineRatio=0.2")]
    [InlineData("fineweb-quality.maxNewLineRatio=0.05")]
    public async Task Tune_OfThresholds_ForetellsTheFunnelOfARerun(params string[] set)
    {
        var before = Report(Path.Combine(run.Folder, "out"));
        var changed = Path.Combine(run.Folder, "changed.json");
        var (exit, lines, error) = await InspectTests.CurateAsync(["tune", run.File, "--json", "--write", changed, .. set.SelectMany(s => new[] { "--set", s })]);
        Assert.True(exit == 0, error);
        var told = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        var stage = told.GetProperty("stage").GetString()!;
        Check(told, before.Funnel.Single(r => r.Stage == stage), "before");
        var output = Path.Combine(run.Folder, "again");
        await File.WriteAllTextAsync(changed, (await File.ReadAllTextAsync(changed, TestContext.Current.CancellationToken)).Replace($"{run.Folder}/out", output, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var rerun = await InspectTests.CurateAsync("run", changed);
        Assert.True(rerun.ExitCode == 0, rerun.Error);
        var after = Report(output);
        Check(told, after.Funnel.Single(r => r.Stage == stage), "after");
        Assert.NotEqual(told.GetProperty("keptBefore").GetInt64(), told.GetProperty("keptAfter").GetInt64());
        var least = told.GetProperty("corpusBefore").GetInt64() - told.GetProperty("leaveCorpus").GetInt64();
        Assert.Equal(before.Corpus.Documents, told.GetProperty("corpusBefore").GetInt64());
        Assert.InRange(after.Corpus.Documents, least, least + told.GetProperty("newlyKept").GetInt64());
    }

    [Theory]
    [InlineData("gopher-quality.minWords", .2)]
    [InlineData("fineweb-quality.maxShortLineRatio", .3)]
    public async Task Tune_ForAKeepRate_FindsTheTightestThresholdThatReachesIt(string option, double share)
    {
        var (exit, lines, error) = await InspectTests.CurateAsync("tune", run.File, "--json", "--option", option, "--keep", share.ToString(CultureInfo.InvariantCulture));
        Assert.True(exit == 0, error);
        var told = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.True(told.GetProperty("keptAfter").GetInt64() >= share * told.GetProperty("in").GetInt64(), $"{told}");
        var threshold = told.GetProperty("options").GetProperty(option.Split('.')[1]).GetProperty("after").GetDouble();
        var tighter = option.Contains("min", StringComparison.Ordinal) ? threshold + 1 : Math.BitDecrement(threshold);
        var (_, next, _) = await InspectTests.CurateAsync("tune", run.File, "--json", "--set", $"{option}={tighter.ToString("r", CultureInfo.InvariantCulture)}");
        Assert.True(JsonDocument.Parse(Assert.Single(next)).RootElement.GetProperty("keptAfter").GetInt64() < share * told.GetProperty("in").GetInt64());
    }

    [Theory]
    [InlineData("gopher-quality.minWord=3", "did you mean 'minWords'?")]
    [InlineData("gopher-qualty.minWords=3", "did you mean 'gopher-quality'?")]
    [InlineData("gopher-quality.minWords=many", "expected STAGE.OPTION=NUMBER")]
    [InlineData("gopher-quality.minWords=1.5", "minWords")]
    public async Task Tune_OfWhatIsNotThere_SaysSo(string set, string expected)
    {
        var (exit, _, error) = await InspectTests.CurateAsync("tune", run.File, "--set", set, "--write", Path.Combine(run.Folder, "x.json"));
        Assert.Equal(2, exit);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tune_ToAShareThatOtherRulesForbid_SaysSo()
    {
        var (exit, lines, error) = await InspectTests.CurateAsync("tune", run.File, "--json", "--option", "gopher-quality.minWords", "--keep", "1");
        Assert.True(exit == 0, error);
        var told = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.True(told.GetProperty("keptAfter").GetInt64() < told.GetProperty("in").GetInt64());
        Assert.Contains($"cannot keep so many, the stage's other rules let {told.GetProperty("keptAfter").GetInt64():n0} of 1,500 pass", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tune_AsText_ShowsTheMargin()
    {
        var (exit, lines, error) = await InspectTests.CurateAsync("tune", run.File, "--set", "gopher-quality.minWords=60");
        Assert.True(exit == 0, error);
        Assert.Contains(lines, l => l.StartsWith("at the margin, would be dropped", StringComparison.Ordinal));
    }

    static void Check(JsonElement told, FunnelRow row, string when)
    {
        Assert.Equal(row.In, told.GetProperty("in").GetInt64());
        Assert.Equal(row.Kept, told.GetProperty(when == "before" ? "keptBefore" : "keptAfter").GetInt64());
        Assert.Equal(
            row.Reasons.OrderBy(r => r.Reason, StringComparer.Ordinal).Select(r => (r.Reason, r.Documents)),
            told.GetProperty("reasons").EnumerateObject().Select(r => (r.Name, r.Value.GetProperty(when).GetInt64())).Where(r => r.Item2 > 0).OrderBy(r => r.Name, StringComparer.Ordinal));
    }

    static RunReport Report(string output) => ReportFile.Read(File.ReadAllBytes(Path.Combine(output, "report", "report.json")), "report.json");
}
