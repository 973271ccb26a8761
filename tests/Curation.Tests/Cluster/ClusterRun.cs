using System.Diagnostics;
using Curation.Tests.Runtime;

namespace Curation.Tests.Cluster;

/// <summary>A small run that goes to the cluster, and the same run done locally to compare with.</summary>
sealed class ClusterRun : IDisposable
{
    readonly SampleRun _run;
    readonly SlurmCluster _cluster;

    public ClusterRun(SlurmCluster cluster, int documents = 3000, int partRecords = 50, string options = "")
    {
        cluster.ConfOrSkip();
        (_cluster, _run) = (cluster, new(documents, partRecords: partRecords));
        File.WriteAllText(RunFile, File.ReadAllText(RunFile).Replace("\"seed\": 42,", $"\"seed\": 42, \"cluster\": {{ \"pollSeconds\": 1, \"graceSeconds\": 0, \"scratch\": \"{_run.Folder}/scratch\" {options} }},", StringComparison.Ordinal)
            .Replace("\"bytes\": 100000", "\"bytes\": 250000", StringComparison.Ordinal));
    }

    public string RunFile => _run.RunFile;

    public string Output => _run.Output;

    /// <summary>Ordinal digests of what is published.</summary>
    public string[] Published() => _run.Shards();

    /// <summary>What the same run gives on this machine alone.</summary>
    public async Task<string[]> LocalAsync()
    {
        var away = $"{_run.Output}.cluster";
        if (Directory.Exists(_run.Output)) Directory.Move(_run.Output, away);
        var (code, error) = await SampleRun.RunAsync("run", _run.RunFile);
        Assert.True(code == 0, error);
        var expected = _run.Shards();
        Directory.Delete(_run.Output, recursive: true);
        if (Directory.Exists(away)) Directory.Move(away, _run.Output);
        return expected;
    }

    public Driver Submit(params string[] arguments) => new(this, _cluster, arguments);

    public void Dispose() => _run.Dispose();

    /// <summary>Waits until something lies in the run's steps.</summary>
    public async Task UntilStoredAsync(string pattern = "*.json", int count = 1)
    {
        var steps = Path.Combine(_run.Output, "steps");
        while (!Directory.Exists(steps) || Directory.EnumerateFiles(steps, pattern, SearchOption.AllDirectories).Count() < count)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    /// <summary>Process ids of the attempts that work on this run.</summary>
    public int[] Attempts() => [.. Process.GetProcessesByName("curate").Select(p => p.Id).Where(id =>
    {
        try { return File.ReadAllText($"/proc/{id}/cmdline").Split('\0') is var words && words.Contains("work") && words.Contains(RunFile); }
        catch (IOException) { return false; }
    })];

    /// <summary>A running <c>curate submit</c>.</summary>
    public sealed class Driver : IDisposable
    {
        readonly Task<string> _error;
        readonly Task<string> _output;

        public Driver(ClusterRun run, SlurmCluster cluster, string[] arguments)
        {
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["submit", run.RunFile, "--engine", "slurm", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["SLURM_CONF"] = cluster.ConfOrSkip();
            Process = Process.Start(start)!;
            _error = Process.StandardError.ReadToEndAsync();
            _output = Process.StandardOutput.ReadToEndAsync();
        }

        public Process Process { get; }

        public async Task<(int ExitCode, string Error)> EndAsync()
        {
            await Process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (Process.ExitCode, await _error);
        }

        public Task<string> OutputAsync() => _output;

        public void Dispose()
        {
            if (!Process.HasExited) Process.Kill();
            Process.Dispose();
        }
    }
}
