using Curation.Core.Reports;
using Curation.Tests.Runtime;

namespace Curation.Tests.Reports;

/// <summary>Reports that the program itself writes.</summary>
public sealed class RunReportTests
{
    [Fact]
    public async Task Report_OfARun_AccountsForEveryDocument()
    {
        using var run = new SampleRun();
        var (exit, error) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(exit == 0, error);
        var report = Read(run);
        Assert.True(report.Run.Complete);
        var input = Assert.Single(report.Inputs);
        Assert.Equal(input.Records, input.Documents + input.Merged + input.Reasons.Sum(r => r.Documents));
        foreach (var row in report.Funnel) Assert.Equal(row.In + row.Born, row.Kept + row.Reasons.Sum(r => r.Documents));
        Assert.Equal(4000, input.Records);
        Assert.Equal(report.Corpus.Documents, report.Funnel[^1].Kept);
        Assert.Equal(report.Corpus.Documents, report.Shards.Sum(s => s.Rows));
        Assert.Equal(report.Corpus.Characters, report.Shards.Sum(s => s.Characters));
        Assert.Equal(report.Corpus.Tokens, report.Shards.Sum(s => s.Tokens));
        Assert.Equal(input.Records - report.Corpus.Documents, report.DroppedFiles.Sum(f => f.Rows));
        Assert.Equal(report.Corpus.Documents, report.Lengths!.Count);
        Assert.Equal("open.example", Assert.Single(report.Hosts.Top).Name);
        Assert.Contains("url-filter", error, StringComparison.Ordinal);
        Assert.Contains("index.html", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_WithAnyWorkersAndParts_HasTheSameBytes()
    {
        using var first = new SampleRun();
        using var second = new SampleRun();
        Assert.Equal(0, (await SampleRun.RunAsync("run", first.RunFile, "--workers", "1")).ExitCode);
        File.WriteAllText(second.RunFile, File.ReadAllText(first.RunFile).Replace(first.Output, second.Output, StringComparison.Ordinal));
        Assert.Equal(0, (await SampleRun.RunAsync("run", second.RunFile, "--workers", "3")).ExitCode);
        foreach (var name in new[] { "report.json", "index.html" })
            Assert.Equal(File.ReadAllText(PathOf(first, name)), File.ReadAllText(PathOf(second, name)));
    }

    [Fact]
    public async Task Samples_OfARun_AreRowsOfItsFiles()
    {
        using var run = new SampleRun();
        Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var samples = Read(run).Samples;
        Assert.Equal(6, samples.Count(s => s.Reason.Length == 0));
        Assert.NotEmpty(samples.Where(s => s.Reason.Length > 0));
        Assert.All(samples, s => Assert.False(string.IsNullOrEmpty(s.Excerpt)));
        Assert.All(samples.Where(s => s.Reason.Length > 0), s => Assert.Contains("blocked.example", s.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_AgainstAnother_ShowsBoth()
    {
        using var run = new SampleRun();
        Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var (exit, error) = await SampleRun.RunAsync("report", run.RunFile, "--against", PathOf(run, "report.json"));
        Assert.True(exit == 0, error);
        Assert.Contains("<span class=\"then\">&#177;0.0</span>", File.ReadAllText(PathOf(run, "against.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"version\": 99, \"funnel\": [] }", "newer|version 99|not a report")]
    [InlineData("{ \"funnel\": 7 }", "not a report")]
    public async Task Report_AgainstWhatIsNoReport_IsRefused(string json, string expected)
    {
        using var run = new SampleRun(documents: 50, files: 1);
        var other = Path.Combine(run.Folder, "other.json");
        File.WriteAllText(other, json);
        var (exit, error) = await SampleRun.RunAsync("report", run.RunFile, "--against", other);
        Assert.Equal(2, exit);
        Assert.Matches(expected, error);
    }

    static RunReport Read(SampleRun run) => ReportFile.Read(File.ReadAllBytes(PathOf(run, "report.json")), "report.json");

    static string PathOf(SampleRun run, string name) => Path.Combine(run.Output, "report", name);
}
