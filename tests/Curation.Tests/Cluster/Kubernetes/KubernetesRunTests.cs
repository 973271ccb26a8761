using System.Diagnostics;
using Curation.Core.Errors;

namespace Curation.Tests.Cluster.Kubernetes;

/// <summary>Whole runs through the driver, its Jobs run by <see cref="LocalJobServer"/>.</summary>
[Trait("Tier", "cluster")]
public sealed class KubernetesRunTests : IDisposable
{
    readonly ClusterSample _sample = new(documents: 1500);
    readonly LocalJobServer _server;
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public KubernetesRunTests() => _server = new(Directory.CreateDirectory(Path.Combine(_sample.Folder, "pods")).FullName);

    string Output => Path.Combine(_sample.Folder, "out-kubernetes");

    public void Dispose()
    {
        _server.Dispose();
        _sample.Dispose();
    }

    [Fact]
    public async Task Submit_PodsKilledAndEvicted_GivesTheBytesOfTheLocalRun()
    {
        using var driver = Submit();
        await UntilAsync(() => driver.HasExited || Running().Length > 0);
        foreach (var pod in Running().Take(1)) pod.Kill("KILL");
        await UntilAsync(() => driver.HasExited || Running().Length > 0);
        foreach (var pod in Running()) pod.Kill("TERM");
        var (code, error) = await EndAsync(driver);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await _sample.Local, ClusterRun.Digests(Output));
        Assert.True(File.Exists(Path.Combine(Output, "report", "index.html")));
        Assert.Single(_server.Maps);
    }

    [Fact]
    public async Task Submit_DriverKilled_TheNextOneTakesOverItsJobs()
    {
        using (var driver = Submit())
        {
            await UntilAsync(() => driver.HasExited || Running().Length > 0);
            Assert.False(driver.HasExited);
            driver.Kill();
            await EndAsync(driver);
        }
        using var next = Submit();
        var (code, error) = await EndAsync(next);
        Assert.True(code == ExitCode.Done, error);
        Assert.Equal(await _sample.Local, ClusterRun.Digests(Output));
        Assert.Equal(_server.Jobs.Values.Select(j => j.Job.Metadata.Labels["curate-step"]).Distinct(StringComparer.Ordinal).Count(), _server.Jobs.Count);
    }

    [Fact]
    public async Task Submit_OtherProgramOnTheNodes_EndsWithItsWords()
    {
        using var driver = Submit(""", "command": "/bin/false" """);
        var (code, error) = await EndAsync(driver);
        Assert.Equal(ExitCode.TasksFailed, code);
        Assert.Contains("without storing anything", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_NoCluster_SaysWhatToDo()
    {
        var file = RunFile("");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["submit", file, "--engine", "kubernetes"]) { RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = Path.Combine(_sample.Folder, "none");
        using var driver = Process.Start(start)!;
        var (code, error) = await EndAsync(driver);
        Assert.Contains(code, new[] { ExitCode.BadConfig, ExitCode.Resumable });
        Assert.Contains("Kubernetes", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    LocalPod[] Running() => [.. _server.Jobs.Values.SelectMany(j => j.Pods).Where(p => p.Running)];

    string RunFile(string members)
    {
        var file = Path.Combine(_sample.Folder, "kubernetes.json");
        var command = members.Contains("\"command\"", StringComparison.Ordinal) ? "" : $$""", "command": "{{AppContext.BaseDirectory}}curate" """;
        File.WriteAllText(file, _sample.Text(Output, $$""" "cluster": { "pollSeconds": 1, "resubmits": 1, "kubernetes": { "retries": 1 }{{command}}{{members}} },"""));
        return file;
    }

    Process Submit(string members = "")
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["submit", RunFile(members), "--engine", "kubernetes"]) { RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = _server.KubeConfig;
        return Process.Start(start)!;
    }

    async Task<(int Code, string Error)> EndAsync(Process driver)
    {
        var error = await driver.StandardError.ReadToEndAsync(_cancellation);
        await driver.WaitForExitAsync(_cancellation);
        return (driver.ExitCode, error);
    }

    async Task UntilAsync(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(50, _cancellation);
    }
}
