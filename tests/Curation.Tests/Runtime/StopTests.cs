using System.Diagnostics;
using Curation.Core.Errors;

namespace Curation.Tests.Runtime;

public sealed class StopTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("USR1")]
    [InlineData("INT")]
    public async Task Run_Signalled_LeavesWithTheResumableCodeAndContinues(string signal)
    {
        // A shell starts its background jobs deaf to interrupts, and so are their children.
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "the tests were started with interrupts ignored");
        var cancellation = TestContext.Current.CancellationToken;
        using var run = new SampleRun(documents: 12_000, partRecords: 50);
        using (var process = SampleRun.Start("run", run.RunFile, "--workers", "1"))
        {
            var error = process.StandardError.ReadToEndAsync(cancellation);
            while (!Directory.Exists(Path.Combine(run.Output, "steps")) && !process.HasExited) await Task.Delay(10, cancellation);
            Process.Start("kill", ["-s", signal, $"{process.Id}"]).WaitForExit();
            await process.WaitForExitAsync(cancellation);
            Assert.Equal(ExitCode.Resumable, process.ExitCode);
            Assert.Contains("the same command continues", await error, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(Path.Combine(run.Output, "shards")));
        var (code, message) = await SampleRun.RunAsync("run", run.RunFile);
        Assert.True(code == 0, message);
        var resumed = run.Shards();
        Directory.Delete(run.Output, recursive: true);
        Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
        Assert.Equal(run.Shards(), resumed);
    }

    static bool IgnoresInterrupts()
    {
        var mask = File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim();
        return (Convert.ToUInt64(mask, 16) & 2) != 0;
    }
}
