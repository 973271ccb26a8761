using System.Diagnostics;
using System.Globalization;
using Curation.Core.Errors;

namespace Curation.Tests.Cluster;

/// <summary>Faults of all kinds at seeded random moments, one after the other, over as many runs as they take.</summary>
public sealed class SlurmSoakTests(SlurmCluster cluster)
{
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Tier", "cluster")]
    public Task Submit_TwelveRandomFaults_LosesNothing() => SoakAsync(12, seed: 1);

    [Fact]
    [Trait("Tier", "all")]
    public Task Submit_FiftyRandomFaults_LosesNothing() => SoakAsync(50, seed: 2);

    async Task SoakAsync(int faults, int seed)
    {
        var random = new Random(seed);
        var done = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (done.Values.Sum() < faults)
        {
            using var run = new ClusterRun(cluster, ", \"resubmits\": 100");
            var driver = run.Submit();
            try
            {
                // Starting takes its time: faults before the first attempt would hit nothing.
                while (run.Attempts().Length == 0 && !driver.Process.HasExited) await Task.Delay(50, _cancellation);
                while (!driver.Process.HasExited && done.Values.Sum() < faults)
                {
                    await Task.Delay(random.Next(200, 1500), _cancellation);
                    var kind = random.Next(6) switch { 0 => "driver", 1 => "requeue", 2 => "cancel", 3 => "notice", _ => "kill" };
                    if (kind == "driver" && !driver.Process.HasExited)
                    {
                        driver.Process.Kill();
                        await driver.EndAsync();
                        driver.Dispose();
                        driver = run.Submit();
                    }
                    else if (!await StrikeAsync(run, kind, random))
                    {
                        continue;
                    }
                    done[kind] = done.GetValueOrDefault(kind) + 1;
                }
                var (code, error) = await driver.EndAsync();
                Assert.True(code == ExitCode.Done, error);
                Assert.Equal(await cluster.Sample.Local, run.Published());
            }
            finally { driver.Dispose(); }
        }
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", done.Select(d => $"{d.Key} {d.Value}")));
    }

    /// <summary>Hits one attempt; false if none runs.</summary>
    async Task<bool> StrikeAsync(ClusterRun run, string kind, Random random)
    {
        if (kind == "kill")
        {
            var attempts = run.Attempts();
            if (attempts.Length == 0) return false;
            using var kill = Process.Start("kill", ["-9", attempts[random.Next(attempts.Length)].ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(_cancellation);
            return true;
        }
        var running = cluster.Running();
        if (running.Length == 0) return false;
        var job = running[random.Next(running.Length)];
        string[] words = kind switch { "requeue" => ["scontrol", "requeue", job], "notice" => ["scancel", "--batch", "--signal=USR1", job], _ => ["scancel", job] };
        cluster.Command(words[0], words[1..]);
        return true;
    }
}
