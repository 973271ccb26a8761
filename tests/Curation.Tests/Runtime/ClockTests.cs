using Curation.Core.Errors;

namespace Curation.Tests.Runtime;

/// <summary>Clocks that jump, and machines whose clocks do not agree.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(-20)]
    [InlineData(20)]
    public async Task Run_ClockJumpedSinceTheLastAttempt_ContinuesAsIfNot(int years)
    {
        using var run = new SampleRun(documents: 6000, partRecords: 50);
        using (var process = SampleRun.Start("run", run.RunFile, "--workers", "1"))
        {
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            while (!process.HasExited && Manifests(run) < 3) await Task.Delay(10, TestContext.Current.CancellationToken);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await error;
        }
        Assert.InRange(Manifests(run), 1, int.MaxValue);
        // What was stored lies years before or behind what follows; the inputs are as old as they were when they were listed.
        foreach (var file in Directory.EnumerateFiles(run.Folder, "*", SearchOption.AllDirectories)) File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddYears(years));
        var (code, message) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == ExitCode.Done, message);
        var resumed = run.Shards();
        Directory.Delete(run.Output, recursive: true);
        Assert.Equal(ExitCode.Done, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        Assert.Equal(run.Shards(), resumed);
    }

    /// <summary>Who reads the time of day. A place that is new here must not decide anything by it.</summary>
    [Fact]
    public void Sources_TimeOfDay_IsReadWhereNothingIsDecidedByIt()
    {
        string[] allowed =
        [
            "pipeline/Cli/Commands/StatusCommand.cs", // the age of the newest sign, said to be by this machine's clock
            "pipeline/Core/Resilience/RetryAfterHeader.cs", // how long a server asks to wait, if it names a date and not its own clock
            "pipeline/Core/Results/ResultStore.cs", // a name that others do not have
            "pipeline/Core/Storage/S3/S3Presigned.cs", // when a signed URL ends: the server judges it, and the SDK is asked where it refuses
        ];
        Assert.Equal(allowed, Repository.SourceFiles().Where(f => !f.StartsWith("tests/", StringComparison.Ordinal))
            .Where(f => File.ReadAllText(Path.Combine(Repository.Root, f)) is var text && (text.Contains("GetUtcNow", StringComparison.Ordinal) || text.Contains("GetLocalNow", StringComparison.Ordinal))));
    }

    static int Manifests(SampleRun run) => Directory.Exists(Path.Combine(run.Output, "steps")) ? Directory.EnumerateFiles(Path.Combine(run.Output, "steps"), "t*.json", SearchOption.AllDirectories).Count() : 0;
}
