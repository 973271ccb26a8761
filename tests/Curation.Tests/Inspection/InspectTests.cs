using System.Diagnostics;
using System.Text.Json;
using Curation.Tests.Runtime;

namespace Curation.Tests.Inspection;

/// <summary>The commands that look into shards and ask why, over one run.</summary>
public sealed class InspectTests(InspectTests.Run run) : IClassFixture<InspectTests.Run>
{
    public sealed class Run : IAsyncLifetime
    {
        internal SampleRun Sample { get; } = new();

        internal string Shards => Path.Combine(Sample.Output, "shards");

        internal string Dropped => Path.Combine(Sample.Output, "dropped");

        public async ValueTask InitializeAsync() => Assert.Equal(0, (await SampleRun.RunAsync("run", Sample.RunFile)).ExitCode);

        public ValueTask DisposeAsync()
        {
            Sample.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task Head_AsJson_PrintsTheColumnsAskedOneObjectALine()
    {
        var (exit, lines, _) = await CurateAsync("inspect", "head", "--columns", "url,id", "--rows", "20", "--json", run.Shards);
        Assert.Equal((0, 20), (exit, lines.Length));
        foreach (var line in lines) Assert.Equal(["url", "id"], JsonDocument.Parse(line).RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task Head_OfAllColumns_IsReadableJsonAndText()
    {
        var (exit, lines, _) = await CurateAsync("inspect", "head", "--rows", "1", "--json", run.Shards);
        Assert.Equal(0, exit);
        var row = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal(JsonValueKind.Object, row.GetProperty("provenance").ValueKind);
        Assert.Equal(JsonValueKind.Object, row.GetProperty("metadata").ValueKind);
        Assert.Equal(0, (await CurateAsync("inspect", "head", "--rows", "1", run.Dropped)).ExitCode);
    }

    [Fact]
    public async Task Sample_OfASeed_IsTheSameWhateverTheOrderOfFiles()
    {
        var files = Directory.GetFiles(run.Shards).Order(StringComparer.Ordinal).ToArray();
        Assert.True(files.Length > 1);
        var first = await CurateAsync(["inspect", "sample", "--rows", "7", "--seed", "3", "--columns", "id", "--json", .. files]);
        var second = await CurateAsync(["inspect", "sample", "--rows", "7", "--seed", "3", "--columns", "id", "--json", .. files.Reverse()]);
        var other = await CurateAsync(["inspect", "sample", "--rows", "7", "--seed", "4", "--columns", "id", "--json", .. files]);
        Assert.Equal(7, first.Lines.Length);
        Assert.Equal(first.Lines, second.Lines);
        Assert.NotEqual(first.Lines, other.Lines);
    }

    [Fact]
    public async Task Stats_AsJson_SumUpTheFiles()
    {
        var (exit, lines, _) = await CurateAsync("inspect", "stats", "--json", run.Shards);
        Assert.Equal(0, exit);
        var stats = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal(Directory.GetFiles(run.Shards).Length, stats.GetProperty("files").GetInt32());
        Assert.Equal(Directory.GetFiles(run.Shards).Sum(f => new FileInfo(f).Length), stats.GetProperty("bytes").GetInt64());
        Assert.Equal(stats.GetProperty("rows").GetInt64(), stats.GetProperty("lengths").GetProperty("count").GetInt64());
        var dropped = JsonDocument.Parse(Assert.Single((await CurateAsync("inspect", "stats", "--json", run.Dropped)).Lines)).RootElement;
        Assert.Equal(4000, stats.GetProperty("rows").GetInt64() + dropped.GetProperty("reasons").EnumerateObject().Sum(r => r.Value.GetInt64()));
    }

    [Fact]
    public async Task Truncated_OfWholeRecords_PrintsNothing()
    {
        var (exit, lines, _) = await CurateAsync("inspect", "truncated", run.Shards, run.Dropped);
        Assert.Equal((0, 0), (exit, lines.Length));
    }

    [Theory]
    [InlineData("missing.parquet", null, "no Parquet file there")]
    [InlineData("empty.parquet", "", "damaged")]
    [InlineData("noise.parquet", "PAR1 this is not what it says PAR1", "damaged")]
    public async Task Inspect_OfWhatIsNoShard_SaysSoWithExitCode2(string name, string? content, string expected)
    {
        var path = Path.Combine(run.Sample.Folder, name);
        if (content is not null) await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        foreach (var verb in new[] { "stats", "head", "sample" })
        {
            var (exit, lines, error) = await CurateAsync("inspect", verb, path);
            Assert.Equal(2, exit);
            Assert.Empty(lines);
            Assert.Contains(expected, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Head_OfAMisspeltColumn_NamesTheNearest()
    {
        var (exit, _, error) = await CurateAsync("inspect", "head", "--columns", "urll", run.Shards);
        Assert.Equal(2, exit);
        Assert.Contains("did you mean 'url'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Why_OfAKeptDocument_NamesItsShardAndRow()
    {
        var head = await CurateAsync("inspect", "head", "--columns", "id", "--rows", "3", "--json", run.Shards);
        var id = JsonDocument.Parse(head.Lines[2]).RootElement.GetProperty("id").GetString()!;
        var (exit, lines, _) = await CurateAsync("why", run.Sample.RunFile, id, "--json");
        Assert.Equal(0, exit);
        var trace = JsonDocument.Parse(Assert.Single(lines)).RootElement;
        Assert.Equal("kept", trace.GetProperty("outcome").GetString());
        Assert.Equal(2, trace.GetProperty("row").GetInt64());
        Assert.EndsWith(".parquet", trace.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal("kept", trace.GetProperty("stages")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Why_OfADroppedUrl_NamesStageReasonAndPlace()
    {
        var head = await CurateAsync("inspect", "head", "--columns", "url,reason,id", "--rows", "1", "--json", run.Dropped);
        var row = JsonDocument.Parse(head.Lines[0]).RootElement;
        var (exit, lines, _) = await CurateAsync("why", run.Sample.RunFile, row.GetProperty("url").GetString()!, "--json");
        Assert.Equal(0, exit);
        var trace = lines.Select(l => JsonDocument.Parse(l).RootElement).First(t => t.GetProperty("id").GetString() == row.GetProperty("id").GetString());
        Assert.Equal(("dropped", "url-filter"), (trace.GetProperty("outcome").GetString(), trace.GetProperty("stage").GetString()));
        Assert.Equal(row.GetProperty("reason").GetString(), trace.GetProperty("reason").GetString());
        var place = trace.GetProperty("provenance");
        var again = await CurateAsync("why", run.Sample.RunFile, $"{place.GetProperty("container").GetString()}@{place.GetProperty("offset").GetInt64()}", "--json");
        Assert.Equal(trace.GetProperty("id").GetString(), JsonDocument.Parse(Assert.Single(again.Lines)).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Why_OfAnUnknownUrl_SaysThatNothingIsThere()
    {
        var (exit, lines, error) = await CurateAsync("why", run.Sample.RunFile, "https://nowhere.example/");
        Assert.Equal(1, exit);
        Assert.Empty(lines);
        Assert.Contains("neither kept nor dropped", error, StringComparison.Ordinal);
    }

    internal static async Task<(int ExitCode, string[] Lines, string Error)> CurateAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), await error);
    }
}
