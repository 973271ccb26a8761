namespace Curation.Tests.Runtime;

public sealed class ResumeTests
{
    [Fact]
    public async Task Run_WithOneOrThreeWorkers_GivesTheSameBytes()
    {
        using var run = new SampleRun();
        var (code, error) = await SampleRun.RunAsync("run", run.RunFile, "--workers", "1");
        Assert.True(code == 0, error);
        var expected = run.Shards();
        Assert.NotEmpty(expected);
        Directory.Delete(run.Output, recursive: true);
        (code, error) = await SampleRun.RunAsync("run", run.RunFile, "--workers", "3");
        Assert.True(code == 0, error);
        Assert.Equal(expected, run.Shards());
    }

    [Fact]
    public async Task Run_KilledThreeTimesAndResumed_GivesTheSameBytes()
    {
        using var run = new SampleRun(documents: 20_000, partRecords: 50);
        var (code, error) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == 0, error);
        var expected = run.Shards();
        Directory.Delete(run.Output, recursive: true);
        var random = new Random(11);
        var killed = 0;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var process = SampleRun.Start("run", run.RunFile);
            await Task.Delay(random.Next(250, 900), TestContext.Current.CancellationToken);
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        (code, error) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == 0, error);
        Assert.True(killed > 0, "no attempt lived long enough to be killed");
        Assert.Equal(expected, run.Shards());
    }

    [Fact]
    public async Task Run_Again_DoesNothing()
    {
        using var run = new SampleRun();
        Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var written = Directory.EnumerateFiles(run.Output, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        var (code, error) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == 0, error);
        Assert.Equal(written, Directory.EnumerateFiles(run.Output, "*", SearchOption.AllDirectories).ToDictionary(f => f, File.GetLastWriteTimeUtc));
    }

    /// <summary>An option is changed and changed back, in one folder: the shards are those of the run file that was run last.</summary>
    [Fact]
    public async Task Run_ChangedAndChangedBack_HasTheFirstShardsAgain()
    {
        using var run = new SampleRun(documents: 400, files: 2);
        Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        var first = run.Shards();
        var changed = Path.Combine(run.Folder, "changed.json");
        await File.WriteAllTextAsync(changed, File.ReadAllText(run.RunFile).Replace("\"stages\": [", "\"stages\": [ { \"stage\": \"gopher-quality\", \"options\": { \"minWords\": 40, \"minStopWords\": 0 } },", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var (code, error) = await SampleRun.RunAsync("run", changed);
        Assert.True(code == 0, error);
        Assert.NotEqual(first, run.Shards());

        // The first one's shards are gone: its report tells what is left of it.
        (code, error) = await SampleRun.RunAsync("report", run.RunFile);
        Assert.True(code == 0, error);
        (code, error) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == 0, error);
        Assert.Equal(first, run.Shards());
    }
}
