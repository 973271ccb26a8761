using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Tests.Runtime;

namespace Curation.Tests.Cluster;

/// <summary>Runs through a real Slurm, and what clusters do to them: nothing lost, nothing twice, the same bytes.</summary>
[Trait("Tier", "cluster")]
public sealed class SlurmTests(SlurmCluster cluster)
{
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Submit_WholeRun_GivesTheBytesOfTheLocalRun()
    {
        using var run = new ClusterRun(cluster);
        using var driver = run.Submit();
        var (code, error) = await driver.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await cluster.Sample.Local, run.Published());
        TestContext.Current.TestOutputHelper!.WriteLine(error);
    }

    [Fact]
    public async Task Submit_TasksKilled_SubmitsOnlyWhatIsMissing()
    {
        using var run = new ClusterRun(cluster);
        using var driver = run.Submit();
        var killed = 0;
        for (var i = 0; i < 3; i++)
        {
            while (run.Attempts().Length == 0 && !driver.Process.HasExited) await Task.Delay(20, _cancellation);
            await Task.Delay(300, _cancellation);
            foreach (var id in run.Attempts())
            {
                Process.Start("kill", ["-9", id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
                killed++;
            }
        }
        var (code, error) = await driver.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.True(killed > 0, "no attempt lived long enough to be killed");
        Assert.Contains("submitted again", error, StringComparison.Ordinal);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    [Fact]
    public async Task Submit_DriverKilled_TheNextOneTakesOverItsJobs()
    {
        using var run = new ClusterRun(cluster);
        using (var driver = run.Submit())
        {
            await run.UntilStoredAsync(driver);
            driver.Process.Kill();
            await driver.EndAsync();
        }
        using var next = run.Submit();
        var (code, error) = await next.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    [Fact]
    public async Task Submit_DriverTerminated_LeavesWithTheResumableCode()
    {
        using var run = new ClusterRun(cluster);
        using (var driver = run.Submit())
        {
            await run.UntilStoredAsync(driver);
            Process.Start("kill", ["-TERM", driver.Process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            var (stopped, said) = await driver.EndAsync();
            Assert.Equal(ExitCode.Resumable, stopped);
            Assert.Contains("the jobs go on", said, StringComparison.Ordinal);
        }
        using var next = run.Submit();
        var (code, error) = await next.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    [Fact]
    public async Task Submit_JobsRequeuedAndCancelled_GivesTheSameBytes()
    {
        using var run = new ClusterRun(cluster);
        using var driver = run.Submit();
        await run.UntilStoredAsync(driver);
        foreach (var (job, i) in cluster.Running().Select((j, i) => (j, i))) cluster.Command(i % 2 == 0 ? "scontrol" : "scancel", i % 2 == 0 ? ["requeue", job] : [job]);
        var (code, error) = await driver.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    /// <summary>A node that dies with its jobs still running: Slurm starts them elsewhere while the first attempts go on.</summary>
    [Fact]
    public async Task Submit_NodeDown_OverlappingAttemptsDoNoHarm()
    {
        using var run = new ClusterRun(cluster);
        using var driver = run.Submit();
        await run.UntilStoredAsync(driver);
        var pid = (await File.ReadAllTextAsync(Path.Combine(cluster.State, "slurmd-n2.pid"), _cancellation)).Trim();
        Process.Start("kill", ["-9", pid]).WaitForExit();
        cluster.Command("scontrol", "update", "nodename=n2", "state=down", "reason=test");
        var (code, error) = await driver.EndAsync();
        File.Delete(Path.Combine(cluster.State, "slurmd-n2.pid"));
        cluster.Command("slurmd", "-N", "n2");
        await Task.Delay(500, _cancellation);
        cluster.Command("scontrol", "update", "nodename=n2", "state=resume");
        await cluster.ReadyAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    [Fact]
    public async Task Submit_Preempted_GoesOnAtItsCheckpoint()
    {
        using var run = new ClusterRun(cluster, options: ", \"partition\": \"spot\"");
        using var driver = run.Submit();
        await run.UntilStoredAsync(driver);
        cluster.Command("sbatch", "-p", "main", "-N", "4", "--exclusive", "-o", "/dev/null", "--wrap", "sleep 2");
        var (code, error) = await driver.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    /// <summary>The notice that Slurm sends ahead of a time limit.</summary>
    [Fact]
    public async Task Submit_NoticeAheadOfTheLimit_GoesOnAtItsCheckpoint()
    {
        using var run = new ClusterRun(cluster);
        using var driver = run.Submit();
        await run.UntilStoredAsync(driver, 3);
        foreach (var job in cluster.Running()) cluster.Command("scancel", "--batch", "--signal=USR1", job);
        var (code, error) = await driver.EndAsync();
        Assert.True(code == ExitCode.Done, error);
        Assert.Contains("stopped at a checkpoint", error, StringComparison.Ordinal);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    [Theory]
    [InlineData(", \"partition\": \"nowhere\"", "invalid partition specified")]
    [InlineData(", \"command\": \"/no/such/curate\", \"resubmits\": 0", "without storing anything")]
    [InlineData(", \"command\": \"/no/such/curate\", \"resubmits\": 0", "/no/such/curate: No such file or directory")]
    public async Task Submit_MistakenCluster_SaysSo(string options, string expected)
    {
        using var run = new ClusterRun(cluster, options: options);
        using var driver = run.Submit();
        var (code, error) = await driver.EndAsync();
        Assert.Contains(code, new[] { ExitCode.BadConfig, ExitCode.TasksFailed });
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at Curation", error, StringComparison.Ordinal);
    }

    /// <summary>A node that does not mount the run's folder: each job sees an empty one in its place.</summary>
    [Fact]
    public async Task Submit_NodesDoNotSeeTheFolder_SaysSoAndContinuesWhenTheyDo()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs the right to mount");
        using var run = new ClusterRun(cluster, options: $", \"command\": \"{cluster.Sample.Folder}/blind.sh\"");
        var script = Path.Combine(cluster.Sample.Folder, "blind.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/bash\nexec unshare -m bash -c 'mount -t tmpfs none \"{run.Output}\"; exec \"{AppContext.BaseDirectory}curate\" \"$@\"' blind \"$@\"\n", _cancellation);
        Process.Start("chmod", ["+x", script]).WaitForExit();
        using (var driver = run.Submit())
        {
            var (code, error) = await driver.EndAsync();
            Assert.True(code == ExitCode.BadConfig, error);
            Assert.Contains("is not seen by", error, StringComparison.Ordinal);
            Assert.Contains("put the output folder on a disk that every node mounts", error, StringComparison.Ordinal);
        }
        await File.WriteAllTextAsync(script, $"#!/bin/bash\nexec \"{AppContext.BaseDirectory}curate\" \"$@\"\n", _cancellation);
        using var next = run.Submit();
        var (done, said) = await next.EndAsync();
        Assert.True(done == ExitCode.Done, said);
        Assert.Equal(await cluster.Sample.Local, run.Published());
    }

    [Fact]
    public async Task Work_ChangedRunFile_IsRefused()
    {
        using var run = new ClusterRun(cluster);
        using (var driver = run.Submit()) Assert.Equal(ExitCode.Done, (await driver.EndAsync()).ExitCode);
        var inputs = Assert.Single(Directory.GetFiles(Path.Combine(run.Output, "inputs")));
        await File.WriteAllTextAsync(run.RunFile, (await File.ReadAllTextAsync(run.RunFile, _cancellation)).Replace("\"seed\": 42", "\"seed\": 43", StringComparison.Ordinal), _cancellation);
        var (code, error) = await SampleRun.RunAsync("work", run.RunFile, "--step", "00-read", "--tasks", "0", "--inputs", inputs);
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("changed since the run was submitted", error, StringComparison.Ordinal);
        (code, error) = await SampleRun.RunAsync("work", run.RunFile, "--step", "00-read", "--tasks", "0", "--inputs", "/not/shared/inputs.json");
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("a disk that every node mounts", error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(inputs, (await File.ReadAllTextAsync(inputs, _cancellation)).Replace(JsonSerializer.Serialize(FrozenInputs.ThisProgram), "\"0.0.1\"", StringComparison.Ordinal), _cancellation);
        (code, error) = await SampleRun.RunAsync("work", run.RunFile, "--step", "00-read", "--tasks", "0", "--inputs", inputs);
        Assert.Equal(ExitCode.BadConfig, code);
        Assert.Contains("install the same version on all nodes", error, StringComparison.Ordinal);
    }
}
