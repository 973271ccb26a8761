using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;
using Curation.Core.Runs.Signs;
using Curation.Core.Runtime;
using Curation.Core.Runtime.Publish;

namespace Curation.Core.Planning;

/// <summary>
/// Scales a pilot run to an input of another size: work grows with bytes, numbers of tasks are those that the planner and the stages themselves would
/// make of such an input. <c>docs/scaling.md</c> has the formula.
/// </summary>
/// <param name="context">The pilot run.</param>
/// <param name="pilot">What it took.</param>
/// <param name="tasksPerJob">Tasks of a job, by step, number of tasks and mean seconds.</param>
public sealed class Forecaster(RunContext context, Pilot pilot, Func<Step, long, double, int> tasksPerJob)
{
    /// <summary>The forecast.</summary>
    public RunForecast Run(ForecastOptions options)
    {
        var scale = options.Bytes / pilot.Bytes;
        var tasks = new long[pilot.Steps.Length];
        var steps = new List<StepForecast>();
        foreach (var measured in pilot.Steps)
        {
            tasks[measured.Step.Ordinal] = Tasks(measured, tasks, scale);
            steps.Add(Forecast(measured, tasks, scale, options));
        }
        var cost = steps.Sum(s => s.SlotHours * (s.Gpu ? options.GpuHour : options.CoreHour) + s.StoredBytes / 1e12 * options.StorageMonth
            + s.Reads / 1000 * options.Reads + s.Writes / 1000 * options.Writes);
        return new(scale, steps, cost);
    }

    StepForecast Forecast(PilotStep measured, long[] tasks, double scale, ForecastOptions options)
    {
        var step = measured.Step;
        var count = tasks[step.Ordinal];
        var seconds = measured.Seconds * scale;
        var mean = seconds / count;
        var failures = Math.Clamp(options.FailureRate ?? measured.FailureRate, 0, 0.9);
        var perJob = tasksPerJob(step, count, mean);
        var gpu = step.Kind == StepKind.Batch && step.Stage!.Entry.Create(step.Stage.Options, context.Services) is IBatchStage { Resource: Resource.Gpu };
        // Half of a lost attempt's time is wasted on the mean, and its job starts once more.
        var jobs = Math.Ceiling((double)count / perJob) / (1 - failures);
        var slotSeconds = seconds * (1 + failures / (1 - failures) / 2) + jobs * options.StartSeconds;
        var longest = mean * measured.Spread[^1] * perJob;
        var hours = (slotSeconds / Math.Min(options.Cores, count) + longest + options.StartSeconds) / 3600;
        var simulated = new StepSimulation(options.Cores, options.StartSeconds, context.Run.File.Cluster.PollSeconds, failures)
            .Run(count, perJob, mean, measured.Spread, unchecked((int)(options.Seed * 31 + step.Ordinal)));
        var parts = step.Kind is StepKind.Segment or StepKind.Batch
            ? Math.Max(count, measured.RowsOut * scale / context.Run.File.Tasks.PartRecords)
            : count;
        var artifacts = measured.Tasks == 0 ? 0 : (double)measured.Artifacts / measured.Tasks * count;
        var lists = simulated.Polls * Math.Ceiling(count / 1000.0);
        // The first sign comes at once; taking one away costs nothing where requests are paid.
        var signs = jobs + slotSeconds / ProcessSign.Interval.TotalSeconds;
        return new(step.Name, count, slotSeconds / 3600, gpu, hours, simulated, measured.SlotBytes,
            (measured.KeptBytes + measured.DroppedBytes + measured.ArtifactBytes) * scale,
            Reads(step, tasks), count + parts * 3 + artifacts + lists + signs);
    }

    /// <summary>A task looks for its manifest and parts, reads indexes and its input; a phase of a shuffle asks every artifact of the phase before where its piece lies, then for the piece.</summary>
    static double Reads(Step step, long[] tasks)
    {
        var own = tasks[step.Ordinal];
        var shuffled = step.Phase > 0 && step.FirstPhaseStep >= 0 && (step.Kind != StepKind.Corpus || !step.LeavesDocuments) ? 2.0 * own * tasks[step.Ordinal - 1] : own;
        return own * (2 + step.Lanes.Length) + shuffled;
    }

    long Tasks(PilotStep measured, long[] tasks, double scale)
    {
        var step = measured.Step;
        if (step.Kind is StepKind.Segment or StepKind.Batch || (step.Kind == StepKind.Corpus && step.LeavesDocuments))
            return Math.Max(1, step.Lanes.Sum(l => l.From >= 0 ? OfLane(l, tasks) : Cut(l, scale)));
        var input = Input(step, tasks, scale);
        if (step.Kind == StepKind.Corpus) return ((ICorpusStage)step.Stage!.Entry.Create(step.Stage.Options, context.Services)).Plan(input)[step.Phase].Tasks;
        var dropped = pilot.Steps.Take(step.FirstPhaseStep).SelectMany(s => s.DroppedBytes == 0 ? [] : Enumerable.Repeat(("", (long)(s.DroppedBytes * scale / Math.Max(1, tasks[s.Step.Ordinal]))), (int)tasks[s.Step.Ordinal]));
        var plan = PublishPlan.Of(context.Run.File.Output, input, [.. dropped]);
        return step.Kind == StepKind.Scatter ? plan.Scatter.Length : plan.Shards + plan.Dropped.Length;
    }

    /// <summary>Tasks that read a lane's files.</summary>
    long Cut(Lane lane, double scale) =>
        Math.Max(1, (long)Math.Ceiling(context.Run.Inputs[lane.Input].Files.Sum(f => (double)f.Size) * scale / context.Run.File.Tasks.Bytes));

    /// <summary>Tasks of the step that a lane comes from which hold its documents.</summary>
    long OfLane(Lane lane, long[] tasks)
    {
        var from = pilot.Steps[lane.From].Step;
        var bytes = from.Lanes.Sum(l => context.Run.Inputs[l.Input].Files.Sum(f => (double)f.Size));
        return Math.Max(1, (long)Math.Round(tasks[lane.From] * context.Run.Inputs[lane.Input].Files.Sum(f => (double)f.Size) / Math.Max(1, bytes)));
    }

    /// <summary>The input that a corpus stage would see: shards alike, as many as tasks before.</summary>
    CorpusInput Input(Step step, long[] tasks, double scale)
    {
        var shards = ImmutableArray.CreateBuilder<CorpusShard>();
        foreach (var lane in step.Lanes)
        {
            var from = pilot.Steps[lane.From];
            var (count, name) = (OfLane(lane, tasks), context.Run.Inputs[lane.Input].Config.Name);
            for (long i = 0; i < count; i++)
                shards.Add(new(shards.Count, name, (long)(from.RowsOut * scale / Math.Max(1, tasks[lane.From])), (long)(from.KeptBytes * scale / Math.Max(1, tasks[lane.From]))));
        }
        return new(shards.ToImmutable());
    }
}
