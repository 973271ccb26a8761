using System.Collections.Immutable;
using Curation.Cli.Running;
using Curation.Core.Runs;

namespace Curation.Cli.Executors.Slurm;

/// <summary>Makes the scripts of a run's steps.</summary>
/// <param name="setup">The run.</param>
/// <param name="runFile">Full path of its run file.</param>
/// <param name="maxArraySize">Most elements of an array.</param>
sealed class SlurmPlan(RunSetup setup, string runFile, int maxArraySize)
{
    readonly ClusterConfig _cluster = setup.Context.Run.File.Cluster;

    /// <summary>Folder of scripts and logs.</summary>
    public string Logs { get; } = Path.GetFullPath(setup.Context.Run.File.Cluster.Logs ?? (setup.Context.Run.File.Output.Directory is var output && output.Contains("://", StringComparison.Ordinal)
        ? $"{runFile}.logs" : Path.Combine(output, "logs")));

    /// <summary>Name of a step's arrays: the same for every driver of the run.</summary>
    public string NameOf(Step step) => $"{NameOf(setup)}-{step.Name}";

    /// <summary>What the names of a run's arrays begin with: runs of the same input into other folders are others.</summary>
    public static string NameOf(RunSetup setup) => $"curate-{StepKey.Of(setup.Context.Run.RunId, Full(setup.Context.Run.File.Output.Directory))[..12]}";

    /// <summary>Steps from an ordinal on whose tasks can be listed now, those before being done: they are submitted together, each after the one before.</summary>
    public ImmutableArray<Step> Group(int first)
    {
        var group = ImmutableArray.CreateBuilder<Step>();
        foreach (var step in setup.Steps.Skip(first))
        {
            var known = step.Kind switch
            {
                StepKind.Segment or StepKind.Batch => true,
                StepKind.Corpus => step.LeavesDocuments || step.Lanes.All(l => l.From < first),
                _ => step.FirstPhaseStep <= first,
            };
            if (!known) break;
            group.Add(step);
        }
        return group.ToImmutable();
    }

    /// <summary>Scripts for some tasks of a step, cut to the site's size of arrays.</summary>
    /// <param name="step">The step.</param>
    /// <param name="tasks">Ordinals of tasks.</param>
    /// <param name="after">Arrays that must end well before.</param>
    /// <param name="single">One task a job, whatever the configuration says.</param>
    public IEnumerable<SlurmScript> Scripts(Step step, IReadOnlyCollection<int> tasks, IReadOnlyList<long> after, bool single = false)
    {
        var resources = JobSizes.Of(setup.Context, step);
        var size = single ? 1 : JobSizes.TasksPerJob(setup.Context, step, setup.Runner.Tasks(step), resources);
        return TaskRange.Group(tasks, size).Chunk(maxArraySize - 1).Select(ranges => new SlurmScript
        {
            Name = NameOf(step),
            Step = step.Name,
            Ranges = ranges,
            Resources = resources,
            Cluster = _cluster,
            RunFile = runFile,
            Inputs = Full(FrozenInputs.PathOf(setup.Context.Run)),
            Logs = Logs,
            After = after,
        });
    }

    static string Full(string path) => path.Contains("://", StringComparison.Ordinal) ? path : Path.GetFullPath(path);
}
