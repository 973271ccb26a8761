using System.Globalization;
using System.Text;
using Curation.Core.Runs;

namespace Curation.Cli.Executors.Slurm;

/// <summary>The batch script of one array: readable, and complete in itself.</summary>
sealed record SlurmScript
{
    const string RangesLine = "ranges=(";

    public required string Name { get; init; }
    public required string Step { get; init; }
    public required IReadOnlyList<TaskRange> Ranges { get; init; }
    public required StepResources Resources { get; init; }
    public required ClusterConfig Cluster { get; init; }
    public required string RunFile { get; init; }
    public required string Inputs { get; init; }
    public required string Logs { get; init; }
    public IReadOnlyList<long> After { get; init; } = [];

    public override string ToString()
    {
        var text = new StringBuilder("#!/bin/bash\n");
        Option("job-name", Name);
        Option("array", string.Create(CultureInfo.InvariantCulture, $"0-{Ranges.Count - 1}{(Resources.Parallel is { } parallel ? $"%{parallel}" : "")}"));
        Option("output", LogOf(Logs, Step, "%A", "%a"));
        Option("open-mode", "append");
        text.Append("#SBATCH --requeue\n");
        if (Cluster.GraceSeconds > 0) Option("signal", string.Create(CultureInfo.InvariantCulture, $"B:USR1@{Cluster.GraceSeconds}"));
        Option("partition", Resources.Partition);
        Option("account", Resources.Account);
        Option("qos", Resources.Qos);
        Option("time", Resources.Time);
        Option("mem", Resources.Memory);
        Option("cpus-per-task", Resources.Cpus?.ToString(CultureInfo.InvariantCulture));
        if (Resources.Gpus > 0) Option("gres", string.Create(CultureInfo.InvariantCulture, $"gpu:{Resources.Gpus}"));
        foreach (var option in Resources.Options) text.Append(CultureInfo.InvariantCulture, $"#SBATCH {option}\n");
        if (After.Count > 0)
        {
            Option("dependency", $"afterok:{string.Join(':', After)}");
            Option("kill-on-invalid-dep", "yes");
        }
        foreach (var line in Cluster.Setup) text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        text.Append(RangesLine).AppendJoin(' ', Ranges).Append(")\n");
        // The program takes the place of the shell, so that the scheduler's signals reach it.
        text.Append(CultureInfo.InvariantCulture, $"exec {ShellText.Quote(Cluster.Command ?? Environment.ProcessPath!)} work {ShellText.Quote(RunFile)} --step {ShellText.Quote(Step)} --tasks \"${{ranges[SLURM_ARRAY_TASK_ID]}}\" \\\n");
        text.Append(CultureInfo.InvariantCulture, $"  --inputs {ShellText.Quote(Inputs)} --workers {Resources.Cpus} --scratch \"{Cluster.Scratch}\"{ShellText.Parameters}\n");
        return text.ToString();

        void Option(string name, string? value)
        {
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $"#SBATCH --{name}={value}\n");
        }
    }

    /// <summary>Log of a job.</summary>
    public static string LogOf(string logs, string step, string job, string index) => $"{logs}/{step}-{job}_{index}.log";

    /// <summary>The ranges of a script that was submitted earlier; null if it is none of ours.</summary>
    public static IReadOnlyList<TaskRange>? RangesOf(string script)
    {
        var start = script.IndexOf($"\n{RangesLine}", StringComparison.Ordinal);
        if (start < 0) return null;
        var text = script[(start + 1 + RangesLine.Length)..];
        return [.. text[..text.IndexOf(')', StringComparison.Ordinal)].Split(' ').Select(TaskRange.Parse)];
    }
}
