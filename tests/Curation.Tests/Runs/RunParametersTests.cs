using System.Text;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Tests.Runtime;

namespace Curation.Tests.Runs;

public sealed class RunParametersTests
{
    const string File = """
        { "name": "crawl {{crawl}}", // {{crawl}} in a comment
          "parameters": { "crawl": null, "root": "s3://commoncrawl/" },
          "input": { "reader": "warc", "paths": ["{{root}}crawl-data/{{crawl}}/warc.paths.gz"], "options": { "other": "{{text}}" } } }
        """;

    [Fact]
    public void Apply_Given_StandsInTexts()
    {
        var text = Text(File, "crawl=CC-MAIN-2026-10");
        Assert.Contains("\"crawl CC-MAIN-2026-10\"", text, StringComparison.Ordinal);
        Assert.Contains("\"s3://commoncrawl/crawl-data/CC-MAIN-2026-10/warc.paths.gz\"", text, StringComparison.Ordinal);
        Assert.Contains("\"{{text}}\"", text, StringComparison.Ordinal);
        Assert.Contains("// {{crawl}} in a comment", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_QuotesInAValue_StayInTheText() =>
        Assert.Equal("a\"b\\c, \"d\":\n", System.Text.Json.JsonDocument.Parse(Text("""{ "parameters": { "x": null }, "name": "{{x}}" }""", "x=a\"b\\c, \"d\":\n")).RootElement.GetProperty("name").GetString());

    [Theory]
    [InlineData(File, "", "the parameter 'crawl' has no value")]
    [InlineData(File, "crowl=1", "did you mean 'crawl'")]
    [InlineData(File, "crawl", "expected name=value")]
    [InlineData("""{ "name": "x" }""", "crawl=1", "declares no 'parameters'")]
    public void Apply_Mistaken_SaysWhat(string file, string given, string expected)
    {
        var error = Assert.Throws<ConfigException>(() => Text(file, given.Length == 0 ? [] : [given]));
        Assert.Contains(expected, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Run_WithAParameter_ReadsThatInputOnly()
    {
        using var run = new SampleRun(documents: 50);
        var text = await System.IO.File.ReadAllTextAsync(run.RunFile, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(run.RunFile, text.Replace("*.jsonl", "{{crawl}}.jsonl", StringComparison.Ordinal).Replace("\"seed\": 42,", "\"seed\": 42, \"parameters\": { \"crawl\": \"0\" },", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (code, _, error) = await SampleRun.OutputAsync("check", run.RunFile, "--set", "crawl=[12]");
        Assert.Equal(ExitCode.BadConfig, code);
        (code, _, error) = await SampleRun.OutputAsync("check", run.RunFile, "--set", "crawl=*");
        Assert.True(code == 0, error);
        Assert.Contains("input: 5 files", error, StringComparison.Ordinal);
        (code, error) = await SampleRun.RunAsync("run", run.RunFile, "--set", "crawl=3");
        Assert.True(code == 0, error);
    }

    static string Text(string file, params string[] given) => Encoding.UTF8.GetString(RunParameters.Apply(Encoding.UTF8.GetBytes(file), given, "test").Span);
}
