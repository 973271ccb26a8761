using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;
using Curation.Core.Runtime.Publish;

namespace Curation.Core.Runtime;

/// <summary>The tasks of each step, planned when the steps before it are done; the same for every worker.</summary>
sealed class StepTasks(RunContext context, ImmutableArray<Step> steps, DocumentSource source, StageInstances stages)
{
    readonly Dictionary<int, ImmutableArray<PlannedTask>> _planned = [];
    readonly Dictionary<int, CorpusInputs> _inputs = [];
    readonly Lock _lock = new();
    PublishPlan? _publishing;

    /// <summary>The tasks of a step, in order.</summary>
    public ImmutableArray<PlannedTask> Of(Step step)
    {
        lock (_lock)
        {
            if (!_planned.TryGetValue(step.Ordinal, out var tasks)) _planned[step.Ordinal] = tasks = Plan(step);
            return tasks;
        }
    }

    /// <summary>Number of tasks of a step.</summary>
    public int Count(Step step) => Of(step).Length;

    /// <summary>Tasks of a step whose documents belong to an input.</summary>
    public IEnumerable<int> OfLane(Step step, int input) =>
        Of(step).Where(t => step.Lanes[t.Lane].Input == input).Select(t => t.Ordinal);

    /// <summary>The input of a corpus or publish step.</summary>
    public CorpusInputs Inputs(Step step)
    {
        lock (_lock)
        {
            if (!_inputs.TryGetValue(step.Ordinal, out var inputs)) _inputs[step.Ordinal] = inputs = new(context, steps, step, source, this);
            return inputs;
        }
    }

    /// <summary>How the published shards are cut.</summary>
    public PublishPlan Publishing(Step step)
    {
        lock (_lock) return _publishing ??= PublishPlan.Of(context.Run.File.Output, Inputs(step).Input, Dropped(step));
    }

    /// <summary>Files of dropped documents of the steps before, in the order of steps, tasks and parts.</summary>
    List<(string Path, long Bytes)> Dropped(Step publish) => [.. steps.Take(publish.FirstPhaseStep)
        .SelectMany(s => source.Outputs.Of(s, () => Count(s))).SelectMany(t => t.Dropped).Select(f => (f.Path, f.Bytes))];

    ImmutableArray<PlannedTask> Plan(Step step) => step.Kind switch
    {
        StepKind.Segment or StepKind.Batch => Lanes(step),
        StepKind.Corpus when step.LeavesDocuments => Shards(step),
        StepKind.Corpus => Anonymous(stages.Corpus(step).Plan(Inputs(step).Input)[step.Phase].Tasks),
        StepKind.Scatter => Anonymous(Publishing(step).Scatter.Length),
        _ => Anonymous(Publishing(step).Shards + Publishing(step).Dropped.Length),
    };

    ImmutableArray<PlannedTask> Lanes(Step step)
    {
        var tasks = ImmutableArray.CreateBuilder<PlannedTask>();
        for (var lane = 0; lane < step.Lanes.Length; lane++)
        {
            var (input, from) = (step.Lanes[lane].Input, step.Lanes[lane].From);
            if (from >= 0)
            {
                foreach (var task in OfLane(steps[from], input)) tasks.Add(new(tasks.Count, lane, [], [task]));
                continue;
            }
            var resolved = context.Run.Inputs[input];
            var reader = (IReader)resolved.Reader.Create(resolved.ReaderOptions, context.Services);
            foreach (var slices in TaskPlanner.Cut(resolved.Files, reader, context.Run.File.Tasks.Bytes)) tasks.Add(new(tasks.Count, lane, slices, []));
        }
        return tasks.ToImmutable();
    }

    ImmutableArray<PlannedTask> Shards(Step step)
    {
        var tasks = ImmutableArray.CreateBuilder<PlannedTask>();
        for (var lane = 0; lane < step.Lanes.Length; lane++)
            foreach (var task in OfLane(steps[step.Lanes[lane].From], step.Lanes[lane].Input)) tasks.Add(new(tasks.Count, lane, [], [task]));
        return tasks.ToImmutable();
    }

    static ImmutableArray<PlannedTask> Anonymous(int count) => [.. Enumerable.Range(0, count).Select(i => new PlannedTask(i, -1, [], []))];
}
