using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;

namespace Curation.Tests.Cluster;

/// <summary>A run that goes to the cluster: the sample's input, and an output of its own.</summary>
sealed class ClusterRun : IDisposable
{
    static int s_next;
    readonly ClusterSample _sample;
    readonly string _environment;

    public ClusterRun(SlurmCluster cluster, string options = "")
    {
        _environment = cluster.ConfOrSkip();
        _sample = cluster.Sample;
        var name = string.Create(CultureInfo.InvariantCulture, $"run-{Interlocked.Increment(ref s_next)}");
        RunFile = Path.Combine(_sample.Folder, $"{name}.json");
        Output = Path.Combine(_sample.Folder, name);
        File.WriteAllText(RunFile, _sample.Text(Output, $"\"cluster\": {{ \"pollSeconds\": 1, \"graceSeconds\": 0, \"scratch\": \"{_sample.Folder}/scratch\" {options} }},"));
    }

    public string RunFile { get; }

    public string Output { get; }

    /// <summary>Names and digests of what is published.</summary>
    public string[] Published() => Digests(Output);

    /// <summary>Names and digests of what is published in a run's folder.</summary>
    public static string[] Digests(string output) => [.. new[] { "shards", "dropped" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(output, f), "*.parquet").Order(StringComparer.Ordinal))
        .Select(f => $"{Path.GetFileName(f)} {XxHash128.HashToUInt128(File.ReadAllBytes(f)):x32}")];

    public Driver Submit(params string[] arguments) => new(RunFile, _environment, arguments);

    public void Dispose()
    {
        if (Directory.Exists(Output)) Directory.Delete(Output, recursive: true);
    }

    /// <summary>Waits until so many manifests or checkpoints lie in the run's steps, or the driver has ended.</summary>
    public async Task UntilStoredAsync(Driver driver, int count = 1)
    {
        var steps = Path.Combine(Output, "steps");
        while (!driver.Process.HasExited && (!Directory.Exists(steps) || Directory.EnumerateFiles(steps, "t*.json", SearchOption.AllDirectories).Count() < count))
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

        public Driver(string runFile, string configuration, string[] arguments)
        {
            var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["submit", runFile, "--engine", "slurm", .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["SLURM_CONF"] = configuration;
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
