using System.Collections.Immutable;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runs.Costs;
using Curation.Core.Runtime;

namespace Curation.Core.Planning;

/// <summary>A finished run over a sample, whose rates a forecast is made from.</summary>
/// <param name="Bytes">Stored bytes of its inputs.</param>
/// <param name="Steps">Its steps.</param>
public sealed record Pilot(long Bytes, ImmutableArray<PilotStep> Steps)
{
    /// <summary>Reads manifests and costs of a finished run.</summary>
    /// <exception cref="ConfigException">It is not finished, has no input, or a step has no costs.</exception>
    public static async Task<Pilot> ReadAsync(RunContext context, ImmutableArray<Step> steps, StepRunner runner, CancellationToken cancellationToken)
    {
        var bytes = context.Run.Inputs.Sum(i => i.Files.Sum(f => f.Size));
        if (bytes == 0) throw new ConfigException("the pilot run reads nothing; give it a sample of the input");
        var costs = new CostStore(context.Storage, context.Run.File.Output.Directory);
        var outputs = new StepOutputs(context.Manifests);
        var read = ImmutableArray.CreateBuilder<PilotStep>();
        foreach (var step in steps)
        {
            var tasks = runner.Tasks(step);
            if ((await context.Manifests.CommittedAsync(step, cancellationToken).ConfigureAwait(false)).Count < tasks.Length)
                throw new ConfigException($"step {step.Name} of the pilot run is not finished; finish it with 'curate run' or 'curate submit', then plan");
            var spent = await costs.ReadAsync(step, cancellationToken).ConfigureAwait(false);
            if (spent.Count == 0) throw new ConfigException($"step {step.Name} of the pilot run has no costs: it was run by an older version of curate; run the pilot into another folder");
            var all = outputs.Of(step, () => tasks.Length);
            read.Add(Measure(step, all, spent, [.. tasks.Select(t => BytesOf(context, steps, outputs, runner, step, t))]));
        }
        return new(bytes, read.ToImmutable());
    }

    static PilotStep Measure(Step step, ImmutableArray<TaskOutput> outputs, List<StepCost> costs, long[] bytes)
    {
        var tasks = costs.SelectMany(c => c.Tasks).DistinctBy(t => t.Task).ToArray();
        // Tasks of which no process left a note (it was killed behind the commit) are taken to be like the others.
        var share = tasks.Sum(t => (double)bytes[t.Task]) is var noted and > 0 ? bytes.Sum() / noted : (double)outputs.Length / tasks.Length;
        var seconds = tasks.Sum(t => t.Seconds) * share;
        var rate = bytes.Sum() > 0 ? seconds / bytes.Sum() : 0;
        var attempts = tasks.Sum(t => t.Attempts);
        return new(
            step, outputs.Length, bytes.Sum(),
            outputs.Sum(o => o.Kept.Sum(f => f.Rows)), outputs.Sum(o => o.Kept.Sum(f => f.Bytes)), outputs.Sum(o => o.Dropped.Sum(f => f.Bytes)),
            outputs.Sum(o => o.Artifacts.Sum(a => a.Bytes)), outputs.Sum(o => o.Artifacts.Length),
            seconds, costs.Sum(c => c.ProcessorSeconds) * share, costs.Max(c => c.PeakBytes / Math.Clamp(c.Workers, 1, c.Tasks.Length)), (attempts - tasks.Length) / (double)attempts,
            [.. tasks.Select(t => rate * bytes[t.Task] > 0 ? t.Seconds / (rate * bytes[t.Task]) : t.Seconds / Math.Max(1e-9, seconds / outputs.Length)).Order()]);
    }

    /// <summary>Bytes that a task reads; tasks of corpus stages and of publishing share what all read.</summary>
    static long BytesOf(RunContext context, ImmutableArray<Step> steps, StepOutputs outputs, StepRunner runner, Step step, PlannedTask task)
    {
        if (task.Lane < 0)
        {
            var all = step.Lanes.Sum(l => outputs.Of(steps[l.From], () => runner.Tasks(steps[l.From]).Length).Where(o => o.Input == context.Run.Inputs[l.Input].Config.Name).Sum(o => o.Kept.Sum(f => f.Bytes)));
            return all / runner.Tasks(step).Length;
        }
        var lane = step.Lanes[task.Lane];
        if (lane.From >= 0) return task.From.Sum(t => outputs.Of(steps[lane.From], t).Kept.Sum(f => f.Bytes));
        var files = context.Run.Inputs[lane.Input].Files;
        return task.Slices.Sum(s => Math.Min(s.End, files[s.File].Size) - s.Start);
    }
}
