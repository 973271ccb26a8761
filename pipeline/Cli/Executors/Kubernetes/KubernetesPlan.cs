using System.Globalization;
using System.Text;
using Curation.Cli.Running;
using Curation.Core.Errors;
using Curation.Core.Runs;
using k8s.Models;

namespace Curation.Cli.Executors.Kubernetes;

/// <summary>Makes the objects of a run: a ConfigMap with the run file, and Indexed Jobs for the tasks of a step.</summary>
/// <param name="setup">The run.</param>
/// <param name="runFile">Text of its run file.</param>
sealed class KubernetesPlan(RunSetup setup, string runFile)
{
    /// <summary>Indexes of one Job: the ranges of all stand in one argument, which Linux limits to 128 KiB.</summary>
    const int MaxIndexes = 4000;

    const string RunFolder = "/etc/curate";
    const string ScratchFolder = "/scratch";

    readonly ClusterConfig _cluster = setup.Context.Run.File.Cluster;
    readonly KubernetesConfig _config = setup.Context.Run.File.Cluster.Kubernetes;

    /// <summary>Annotation with the ranges of tasks, in the order of indexes.</summary>
    public const string Ranges = "curate/ranges";

    /// <summary>Label with the run.</summary>
    public const string RunLabel = "curate-run";

    /// <summary>Label with the step.</summary>
    public const string StepLabel = "curate-step";

    string Run => NameOf(setup);

    /// <summary>What tells the objects of a run: runs of the same input into other folders are others.</summary>
    public static string NameOf(RunSetup setup) => $"curate-{StepKey.Of(setup.Context.Run.RunId, setup.Context.Run.File.Output.Directory)[..12]}";

    /// <summary>The run file, for the pods.</summary>
    public V1ConfigMap ConfigMap() => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new() { Name = Run, NamespaceProperty = _config.Namespace, Labels = Labels(null) },
        Data = new Dictionary<string, string> { ["run.json"] = runFile },
    };

    /// <summary>Jobs for some tasks of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="tasks">Ordinals of tasks.</param>
    /// <param name="number">Number of the first Job among the step's.</param>
    public IEnumerable<V1Job> Jobs(Step step, IReadOnlyCollection<int> tasks, int number)
    {
        var resources = JobSizes.Of(setup.Context, step);
        var size = JobSizes.TasksPerJob(setup.Context, step, setup.Runner.Tasks(step), resources);
        return TaskRange.Group(tasks, size).Chunk(MaxIndexes).Select((ranges, i) => Job(step, resources, ranges, number + i));
    }

    /// <summary>Labels of a run's objects, or of a step's.</summary>
    public Dictionary<string, string> Labels(Step? step)
    {
        var labels = new Dictionary<string, string> { ["app.kubernetes.io/name"] = "curate", [RunLabel] = Run };
        if (step is not null) labels[StepLabel] = Short(step);
        return labels;
    }

    V1Job Job(Step step, StepResources resources, TaskRange[] ranges, int number) => new()
    {
        ApiVersion = "batch/v1",
        Kind = "Job",
        Metadata = new()
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Run}-{Short(step)}-{number}"),
            NamespaceProperty = _config.Namespace,
            Labels = Labels(step),
            Annotations = new Dictionary<string, string> { [Ranges] = string.Join(' ', ranges) },
        },
        Spec = new()
        {
            CompletionMode = "Indexed",
            Completions = ranges.Length,
            Parallelism = Math.Min(ranges.Length, resources.Parallel ?? ranges.Length),
            BackoffLimitPerIndex = _config.Retries,
            MaxFailedIndexes = ranges.Length,
            PodFailurePolicy = FailurePolicy.Create(),
            TtlSecondsAfterFinished = 86_400,
            Template = new() { Metadata = new() { Labels = Labels(step) }, Spec = Pod(step, resources, ranges) },
        },
    };

    V1PodSpec Pod(Step step, StepResources resources, TaskRange[] ranges) => new()
    {
        RestartPolicy = "Never",
        ServiceAccountName = _config.ServiceAccount,
        AutomountServiceAccountToken = false,
        TerminationGracePeriodSeconds = Math.Max(30, _cluster.GraceSeconds),
        ActiveDeadlineSeconds = resources.Time is { } time ? Seconds(time) : null,
        NodeSelector = _config.NodeSelector.IsEmpty ? null : new Dictionary<string, string>(_config.NodeSelector),
        Tolerations = _config.Tolerations.IsEmpty ? null : [.. _config.Tolerations.Select(k => new V1Toleration { Key = k, OperatorProperty = "Exists" })],
        Containers = [Container(step, resources, ranges)],
        Volumes =
        [
            new() { Name = "run", ConfigMap = new() { Name = Run } },
            new() { Name = "scratch", EmptyDir = new() { SizeLimit = new(_config.ScratchSize) } },
            .. _config.Claims.Keys.Select(c => new V1Volume { Name = c, PersistentVolumeClaim = new() { ClaimName = c } }),
        ],
    };

    V1Container Container(Step step, StepResources resources, TaskRange[] ranges) => new()
    {
        Name = FailurePolicy.Container,
        Image = _config.Image,
        Command = ["/bin/bash", "-c", Script(step, resources, ranges)],
        WorkingDir = _config.WorkingDirectory,
        Env = [new() { Name = "TMPDIR", Value = ScratchFolder }, .. _config.Environment.Select(e => new V1EnvVar { Name = e.Key, Value = e.Value })],
        EnvFrom = _config.Secrets.IsEmpty ? null : [.. _config.Secrets.Select(s => new V1EnvFromSource { SecretRef = new() { Name = s } })],
        Resources = Resources(resources),
        SecurityContext = new() { AllowPrivilegeEscalation = false, RunAsNonRoot = true, Capabilities = new() { Drop = ["ALL"] } },
        VolumeMounts =
        [
            new() { Name = "run", MountPath = RunFolder, ReadOnlyProperty = true },
            new() { Name = "scratch", MountPath = ScratchFolder },
            .. _config.Claims.Select(c => new V1VolumeMount { Name = c.Key, MountPath = c.Value }),
        ],
    };

    string Script(Step step, StepResources resources, TaskRange[] ranges)
    {
        var text = new StringBuilder();
        foreach (var line in _cluster.Setup) text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        text.Append("ranges=(").AppendJoin(' ', ranges).Append(")\n");
        // The program takes the place of the shell, so that SIGTERM reaches it.
        text.Append(CultureInfo.InvariantCulture, $"exec {ShellText.Quote(_cluster.Command ?? "curate")} work {RunFolder}/run.json --step {ShellText.Quote(step.Name)} --tasks \"${{ranges[JOB_COMPLETION_INDEX]}}\" \\\n");
        text.Append(CultureInfo.InvariantCulture, $"  --inputs {ShellText.Quote(FrozenInputs.PathOf(setup.Context.Run))} --workers {resources.Cpus} --scratch {ScratchFolder}{ShellText.Parameters}\n");
        return text.ToString();
    }

    V1ResourceRequirements Resources(StepResources resources)
    {
        var requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(resources.Cpus!.Value.ToString(CultureInfo.InvariantCulture)) };
        var limits = new Dictionary<string, ResourceQuantity>();
        if (resources.Memory is { } memory) requests["memory"] = limits["memory"] = new(memory);
        if (resources.Gpus > 0) limits[_config.GpuResource] = new(resources.Gpus.Value.ToString(CultureInfo.InvariantCulture));
        return new() { Requests = requests, Limits = limits.Count > 0 ? limits : null };
    }

    /// <summary>A step's name as labels and names of Jobs may have it: pods add an index, and all fits into 63 characters.</summary>
    static string Short(Step step)
    {
        var name = new string([.. step.Name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);
        return name[..Math.Min(30, name.Length)].TrimEnd('-');
    }

    /// <summary>Seconds of a time limit as Slurm writes it: <c>minutes</c>, <c>hours:minutes:seconds</c>, <c>days-hours</c>, <c>days-hours:minutes:seconds</c>.</summary>
    static long Seconds(string time)
    {
        var dash = time.IndexOf('-', StringComparison.Ordinal);
        long[] fields = [.. time[(dash + 1)..].Split(':').Select(f => long.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)];
        var days = dash < 0 ? 0 : long.TryParse(time[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var d) ? d : -1;
        if (days < 0 || fields.Length > 3 || fields.Any(f => f < 0)) throw new ConfigException($"cluster time: expected such as 02:00:00 or 1-12:00:00, found '{time}'");
        if (dash >= 0) return (days * 24 * 60 + fields[0] * 60 + fields.ElementAtOrDefault(1)) * 60 + fields.ElementAtOrDefault(2);
        return fields.Length switch
        {
            1 => fields[0] * 60,
            2 => fields[0] * 60 + fields[1],
            _ => (fields[0] * 60 + fields[1]) * 60 + fields[2],
        };
    }
}
