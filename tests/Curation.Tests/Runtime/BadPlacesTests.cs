using System.Diagnostics;
using Curation.Core.Errors;

namespace Curation.Tests.Runtime;

/// <summary>Outputs that cannot be written.</summary>
public sealed class BadPlacesTests
{
    [Fact]
    public async Task Run_OutputBelowAFile_NamesThePath()
    {
        using var run = new SampleRun(documents: 50);
        await File.WriteAllTextAsync(run.Output, "in the way", TestContext.Current.CancellationToken);
        var (code, error) = await SampleRun.RunAsync("run", run.RunFile);
        File.Delete(run.Output);
        Assert.NotEqual(ExitCode.Done, code);
        Assert.Contains(run.Output, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Curation", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FullDisk_SaysWhatToDoAndContinuesWithMoreSpace()
    {
        using var run = new SampleRun(documents: 8000, partRecords: 200);
        Directory.CreateDirectory(run.Output);
        Assert.SkipUnless(Mount("-t", "tmpfs", "-o", "size=300k", "tmpfs", run.Output), "needs the right to mount a small file system");
        try
        {
            var (code, error) = await SampleRun.RunAsync("run", run.RunFile);
            Assert.Equal(ExitCode.TasksFailed, code);
            Assert.Contains("No space left", error, StringComparison.Ordinal);
            Assert.Contains(run.Output, error, StringComparison.Ordinal);
            Assert.True(Mount("-o", "remount,size=300m", run.Output));
            (code, error) = await SampleRun.RunAsync("run", run.RunFile);
            Assert.True(code == ExitCode.Done, error);
            var shards = run.Shards();
            Process.Start("umount", [run.Output]).WaitForExit();
            Assert.Equal(0, (await SampleRun.RunAsync("run", run.RunFile)).ExitCode);
            Assert.Equal(run.Shards(), shards);
        }
        finally
        {
            Process.Start(new ProcessStartInfo("umount", [run.Output]) { RedirectStandardError = true })!.WaitForExit();
        }
    }

    static bool Mount(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
