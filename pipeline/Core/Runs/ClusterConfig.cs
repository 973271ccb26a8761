using System.Collections.Immutable;

namespace Curation.Core.Runs;

/// <summary>What a step's jobs ask a scheduler for; what is not given is left to the site's defaults.</summary>
public record StepResources
{
    /// <summary>Partition of the cluster.</summary>
    public string? Partition { get; init; }

    /// <summary>Account that is charged.</summary>
    public string? Account { get; init; }

    /// <summary>Quality of service.</summary>
    public string? Qos { get; init; }

    /// <summary>Time limit of a job as the scheduler writes it, such as <c>02:00:00</c>.</summary>
    public string? Time { get; init; }

    /// <summary>Memory of a job, such as <c>8G</c>.</summary>
    public string? Memory { get; init; }

    /// <summary>Processor cores of a job: so many tasks run at a time in it. Default: 1.</summary>
    public int? Cpus { get; init; }

    /// <summary>GPUs of a job. Default: 1 for steps whose stage uses one, else 0.</summary>
    public int? Gpus { get; init; }

    /// <summary>Tasks of one job. Default: as many as take about <c>jobMinutes</c>.</summary>
    public int? TasksPerJob { get; init; }

    /// <summary>Jobs of a step that run at a time. Default: no limit.</summary>
    public int? Parallel { get; init; }

    /// <summary>Further options of <c>sbatch</c>, such as <c>--constraint=avx512</c>.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>These with what another one gives in place of theirs.</summary>
    public StepResources With(StepResources? other) => other is null ? this : this with
    {
        Partition = other.Partition ?? Partition,
        Account = other.Account ?? Account,
        Qos = other.Qos ?? Qos,
        Time = other.Time ?? Time,
        Memory = other.Memory ?? Memory,
        Cpus = other.Cpus ?? Cpus,
        Gpus = other.Gpus ?? Gpus,
        TasksPerJob = other.TasksPerJob ?? TasksPerJob,
        Parallel = other.Parallel ?? Parallel,
        Options = [.. Options, .. other.Options],
    };
}

/// <summary>How <c>curate submit</c> uses a cluster; decides no result.</summary>
public sealed record ClusterConfig : StepResources
{
    /// <summary>What differs for single steps: by the stage's name (<c>ocr</c>), or a step's name with its number.</summary>
    public ImmutableDictionary<string, StepResources> Steps { get; init; } = ImmutableDictionary<string, StepResources>.Empty;

    /// <summary>Minutes that a job should last: tasks are grouped so.</summary>
    public int JobMinutes { get; init; } = 10;

    /// <summary>How often a step's missing tasks are submitted again without a task or part coming of it, before they are listed as failed.</summary>
    public int Resubmits { get; init; } = 3;

    /// <summary>Seconds between two looks at the queue.</summary>
    public int PollSeconds { get; init; } = 10;

    /// <summary>Seconds before a job's time limit at which it is told to leave its task at the last checkpoint.</summary>
    public int GraceSeconds { get; init; } = 120;

    /// <summary>Folder on the nodes' local disks for attempts.</summary>
    public string Scratch { get; init; } = "${TMPDIR:-/tmp}/curate";

    /// <summary>Folder for job scripts and logs, seen by all nodes. Default: <c>logs</c> in a local output, else beside the run file.</summary>
    public string? Logs { get; init; }

    /// <summary>The program on the nodes. Default: this one's path.</summary>
    public string? Command { get; init; }

    /// <summary>Lines of shell before the program, such as <c>module load …</c>.</summary>
    public ImmutableArray<string> Setup { get; init; } = [];

    /// <summary>What Kubernetes needs beside that.</summary>
    public KubernetesConfig Kubernetes { get; init; } = new();

    /// <summary>Reports every member whose value cannot be used.</summary>
    public void Validate(Contracts.OptionErrors errors)
    {
        errors.Require(JobMinutes >= 1, "cluster.jobMinutes", JobMinutes, "at least 1");
        errors.Require(Resubmits >= 0, "cluster.resubmits", Resubmits, "0 or more");
        errors.Require(PollSeconds is >= 1 and <= 240, "cluster.pollSeconds", PollSeconds, "1 to 240, since finished jobs are forgotten after a while");
        errors.Require(GraceSeconds is >= 0 and <= 3600, "cluster.graceSeconds", GraceSeconds, "0 to 3600");
        Kubernetes.Validate(errors);
        foreach (var (where, step) in Steps.Select(s => ($"cluster.steps.{s.Key}", s.Value)).Prepend(("cluster", this)))
        {
            errors.Require(step.Cpus is null or >= 1, $"{where}.cpus", step.Cpus, "at least 1");
            errors.Require(step.Gpus is null or >= 0, $"{where}.gpus", step.Gpus, "0 or more");
            errors.Require(step.TasksPerJob is null or >= 1, $"{where}.tasksPerJob", step.TasksPerJob, "at least 1");
            errors.Require(step.Parallel is null or >= 1, $"{where}.parallel", step.Parallel, "at least 1");
        }
    }
}
