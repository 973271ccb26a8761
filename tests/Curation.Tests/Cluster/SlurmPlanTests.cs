using System.Diagnostics;
using System.Globalization;
using Curation.Cli.Executors;
using Curation.Cli.Executors.Slurm;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Tests.Runtime;

namespace Curation.Tests.Cluster;

/// <summary>What needs no cluster: ranges, scripts, and plans of many tasks.</summary>
public sealed class SlurmPlanTests
{
    [Theory]
    [InlineData("0 1 2 3 4 5", 4, "0-3 4-5")]
    [InlineData("0 2 3 9", 10, "0-0 2-3 9-9")]
    [InlineData("", 3, "")]
    public void Group_Tasks_GivesRangesWithoutGaps(string tasks, int size, string expected) =>
        Assert.Equal(expected, string.Join(' ', TaskRange.Group(tasks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => int.Parse(t, CultureInfo.InvariantCulture)), size)));

    [Fact]
    public void Script_WithResources_IsWhatSbatchTakesAndReadsBack()
    {
        var script = new SlurmScript
        {
            Name = "curate-0123456789ab-00-read",
            Step = "00-read",
            Ranges = [new(0, 9), new(10, 12)],
            Resources = new ClusterConfig().With(new() { Partition = "main", Time = "01:00:00", Memory = "8G", Cpus = 4, Gpus = 1, Parallel = 50, Options = ["--constraint=avx512"] }),
            Cluster = new() { Command = "/opt/curate/curate", Setup = ["module load icu"] },
            RunFile = "/data/it's/run.json",
            Inputs = "s3://b/out/inputs/1.json",
            Logs = "/data/logs",
            After = [7, 8],
        };
        Assert.Equal("""
            #!/bin/bash
            #SBATCH --job-name=curate-0123456789ab-00-read
            #SBATCH --array=0-1%50
            #SBATCH --output=/data/logs/00-read-%A_%a.log
            #SBATCH --open-mode=append
            #SBATCH --requeue
            #SBATCH --signal=B:USR1@120
            #SBATCH --partition=main
            #SBATCH --time=01:00:00
            #SBATCH --mem=8G
            #SBATCH --cpus-per-task=4
            #SBATCH --gres=gpu:1
            #SBATCH --constraint=avx512
            #SBATCH --dependency=afterok:7:8
            #SBATCH --kill-on-invalid-dep=yes
            module load icu
            ranges=(0-9 10-12)
            exec '/opt/curate/curate' work '/data/it'\''s/run.json' --step '00-read' --tasks "${ranges[SLURM_ARRAY_TASK_ID]}" \
              --inputs 's3://b/out/inputs/1.json' --workers 4 --scratch "${TMPDIR:-/tmp}/curate"

            """, script.ToString());
        Assert.Equal(script.Ranges, SlurmScript.RangesOf(script.ToString()));
    }

    /// <summary>A driver with many tasks: peak memory of the whole program; seconds are printed, and judged by none but people.</summary>
    [Fact]
    [Trait("Tier", "cluster")]
    public async Task Submit_TenThousandTasks_IsPlannedUnder300Megabytes()
    {
        var folder = Directory.CreateTempSubdirectory("curate-plan-").FullName;
        try
        {
            Directory.CreateDirectory($"{folder}/in");
            for (var i = 0; i < 10_000; i++)
                File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"{folder}/in/{i:d5}.jsonl"), $"{{\"id\":\"{i}\",\"text\":\"{new string('x', 2000)}\"}}\n");
            await File.WriteAllTextAsync($"{folder}/run.json", $$"""
                { "name": "wide", "input": { "reader": "jsonl", "paths": ["{{folder}}/in/*.jsonl"] }, "tasks": { "bytes": 1500 },
                  "cluster": { "tasksPerJob": 1 }, "output": { "directory": "{{folder}}/out" } }
                """, TestContext.Current.CancellationToken);
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/env", ["bash", "-c", $"'{AppContext.BaseDirectory}/curate' submit '{folder}/run.json' --engine slurm --dry-run & pid=$!; while grep -s VmHWM /proc/$pid/status >'{folder}/peak.new' && mv '{folder}/peak.new' '{folder}/peak'; do sleep 0.05; done; wait $pid"]) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var seconds = clock.Elapsed.TotalSeconds;
            var peak = long.Parse((await File.ReadAllTextAsync($"{folder}/peak", TestContext.Current.CancellationToken)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024.0;
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:n1} s, {peak:n0} MB"));
            Assert.Equal(ExitCode.Done, process.ExitCode);
            Assert.Contains("# step 00-read: 10000 tasks in 10000 jobs of 10 arrays", output, StringComparison.Ordinal);
            Assert.Equal(10_000, output.Split('\n').Where(l => l.StartsWith("ranges=(", StringComparison.Ordinal)).Sum(l => l.Split(' ').Length));
            Assert.InRange(peak, 1, 300);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task Submit_NoSlurm_SaysWhatToDo()
    {
        using var run = new SampleRun(documents: 10);
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "curate"), ["submit", run.RunFile, "--engine", "slurm"]) { RedirectStandardError = true };
        start.Environment["PATH"] = "/nowhere";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.BadConfig, process.ExitCode);
        Assert.Contains("is not on the path", error, StringComparison.Ordinal);
        Assert.Contains("--dry-run", error, StringComparison.Ordinal);
    }
}
