using Curation.Core.Contracts;
using Curation.Core.Runs;
using Curation.Core.Runtime;

namespace Curation.Cli.Executors;

/// <summary>What a step's jobs ask for, and how many tasks each does.</summary>
static class JobSizes
{
    /// <summary>Stored bytes that a core reads, extracts and filters in a second, with room to spare.</summary>
    const double BytesPerSecond = 5e6;

    /// <summary>Seconds of a task that reads no input; corpus stages and publishing take about that.</summary>
    const double OtherSeconds = 20;

    /// <summary>Jobs of a step that should run side by side if nothing limits them.</summary>
    const int Width = 100;

    /// <summary>The resources of a step: the cluster's, its stage's, then its own.</summary>
    public static StepResources Of(RunContext context, Step step)
    {
        var cluster = context.Run.File.Cluster;
        var resources = ((StepResources)cluster)
            .With(step.Stage is { } stage ? cluster.Steps.GetValueOrDefault(stage.Name) : null)
            .With(cluster.Steps.GetValueOrDefault(step.Name[(step.Name.IndexOf('-', StringComparison.Ordinal) + 1)..]))
            .With(cluster.Steps.GetValueOrDefault(step.Name));
        return resources with { Cpus = resources.Cpus ?? 1, Gpus = resources.Gpus ?? (UsesGpu(context, step) ? 1 : 0) };
    }

    /// <summary>Tasks of one job, so that it lasts minutes and the cluster's width is used.</summary>
    public static int TasksPerJob(RunContext context, Step step, IReadOnlyList<PlannedTask> tasks, StepResources resources)
    {
        if (resources.TasksPerJob is { } given) return given;
        if (tasks.Count == 0) return 1;
        return Group(context, tasks.Count, tasks.Average(t => Seconds(context, step, t)) / resources.Cpus!.Value, resources);
    }

    /// <summary>Tasks of one job for a number of tasks whose mean time is known.</summary>
    public static int TasksPerJob(RunContext context, Step step, long tasks, double seconds)
    {
        var resources = Of(context, step);
        return resources.TasksPerJob ?? Group(context, tasks, seconds, resources);
    }

    static int Group(RunContext context, long tasks, double seconds, StepResources resources)
    {
        var fits = Math.Clamp(context.Run.File.Cluster.JobMinutes * 60 / Math.Max(0.1, seconds), 1, 10_000);
        return (int)Math.Min(fits, Math.Max(1, tasks / (resources.Parallel ?? Width)));
    }

    static double Seconds(RunContext context, Step step, PlannedTask task)
    {
        if (task.Slices.IsEmpty) return OtherSeconds;
        var files = context.Run.Inputs[step.Lanes[task.Lane].Input].Files;
        return task.Slices.Sum(s => Math.Min(s.End, files[s.File].Size) - s.Start) / BytesPerSecond;
    }

    static bool UsesGpu(RunContext context, Step step) =>
        step.Kind == StepKind.Batch && step.Stage!.Entry.Create(step.Stage.Options, context.Services) is IBatchStage { Resource: Resource.Gpu };
}
