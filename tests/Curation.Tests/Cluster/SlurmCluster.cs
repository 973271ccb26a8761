using System.Diagnostics;
using Curation.Tests.Cluster;

[assembly: AssemblyFixture(typeof(SlurmCluster))]

namespace Curation.Tests.Cluster;

/// <summary>The checkout's Slurm with four virtual nodes, started when the first test asks for it and ended with the tests; those skip, visibly, where it cannot be had.</summary>
public sealed class SlurmCluster : IAsyncDisposable
{
    readonly Lazy<string?> _started = new(Start);
    readonly Lazy<ClusterSample> _sample = new(() => new());
    static bool s_mine;

    /// <summary>Path of its configuration, which the commands take from <c>SLURM_CONF</c>.</summary>
    public string ConfOrSkip()
    {
        Assert.SkipUnless(_started.Value is not null, "needs Slurm: infra/setup/slurm.sh as root, with Debian's packages at hand");
        return _started.Value!;
    }

    /// <summary>The input of all runs.</summary>
    internal ClusterSample Sample => _sample.Value;

    /// <summary>Folder of its state: pid files of the nodes.</summary>
    public string State => Path.GetDirectoryName(ConfOrSkip())!;

    /// <summary>Runs one of Slurm's commands.</summary>
    public string Command(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = ConfOrSkip();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output + error.Result;
    }

    /// <summary>Elements of arrays that run now.</summary>
    public string[] Running() => Command("squeue", "-h", "-r", "-t", "R", "-o", "%F_%K").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Waits until all nodes take jobs again.</summary>
    public async Task ReadyAsync()
    {
        while (Command("sinfo", "-h", "-N", "-p", "main", "-o", "%T").Split('\n').Count(s => s is "idle" or "mixed" or "allocated" or "completing") < 4)
            await Task.Delay(200, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (s_mine) Run("down.sh");
        if (_sample.IsValueCreated) _sample.Value.Dispose();
        return ValueTask.CompletedTask;
    }

    static string? Start()
    {
        // Tests install nothing: infra/setup does.
        if (!File.Exists("/usr/sbin/slurmctld")) return null;
        var before = Process.GetProcessesByName("slurmctld").Length;
        if (Run("up.sh") is not { } env) return null;
        s_mine = Process.GetProcessesByName("slurmctld").Length > before;
        return File.ReadAllText(env.Trim()).Split("SLURM_CONF=")[1].Trim();
    }

    static string? Run(string script)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Repository.Root, "infra/slurm", script)) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) Console.Error.WriteLine($"infra/slurm/{script}: {error.Result}");
        return process.ExitCode == 0 ? output : null;
    }
}
