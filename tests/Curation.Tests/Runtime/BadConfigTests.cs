using Curation.Core.Errors;

namespace Curation.Tests.Runtime;

public sealed class BadConfigTests
{
    [Theory]
    [InlineData("\"seed\"", "\"sed\"", "did you mean 'seed'?")]
    [InlineData("url-filter", "url-filtr", "did you mean 'url-filter'?")]
    [InlineData("\"jsonl\"", "\"json\"", "did you mean 'jsonl'?")]
    [InlineData("\"domains\":", "\"domain\":", "did you mean 'domains'?")]
    [InlineData("\"name\": \"sample\",", "", "name")]
    [InlineData("\"partRecords\": 100", "\"partRecords\": 0", "at least 1")]
    [InlineData("\"seed\": 42", "\"seed\": 42, \"version\": 99", "newer than this program")]
    [InlineData("*.jsonl", "*.nothing", "nothing matches")]
    [InlineData("\"seed\": 42,", "\"seed\": 42", "not JSON")]
    public async Task Check_MistakenRunFile_NamesItAndTheRemedy(string find, string replace, string expected)
    {
        using var run = new SampleRun(documents: 10);
        await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, TestContext.Current.CancellationToken)).Replace(find, replace, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (code, error) = await SampleRun.RunAsync("check", run.RunFile);
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Curation", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MissingRunFile_SaysSo()
    {
        var (code, error) = await SampleRun.RunAsync("run", "no-such-run.json");
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("no-such-run.json", error, StringComparison.Ordinal);
    }
}
