using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Runs;
using Curation.Core.Storage;

namespace Curation.Core.Runtime;

/// <summary>The input of a corpus stage: the tasks of the lanes' earlier steps, in the order of lanes, then tasks.</summary>
sealed class CorpusInputs
{
    readonly RunContext _context;
    readonly ImmutableArray<Step> _steps;
    readonly DocumentSource _source;
    readonly ImmutableArray<(Step Step, int Task)> _shards;
    readonly StepTasks _tasks;

    public CorpusInputs(RunContext context, ImmutableArray<Step> steps, Step step, DocumentSource source, StepTasks tasks)
    {
        (_context, _steps, _source, _tasks) = (context, steps, source, tasks);
        _shards = [.. step.Lanes.SelectMany(lane => tasks.OfLane(steps[lane.From], lane.Input).Select(t => (steps[lane.From], t)))];
        Input = new([.. _shards.Select((s, i) => Describe(i, s.Step, s.Task))]);
    }

    /// <summary>What the stage plans with.</summary>
    public CorpusInput Input { get; }

    /// <summary>Documents of a shard, in order.</summary>
    public IEnumerable<Document> Read(int ordinal, IReadOnlyCollection<string>? columns) =>
        _source.Documents(_shards[ordinal].Step, _shards[ordinal].Task, columns);

    /// <summary>The name of the input that a shard belongs to.</summary>
    public string InputName(int ordinal) => Input.Shards[ordinal].InputName;

    /// <summary>What the tasks of an earlier phase left.</summary>
    public IReadOnlyList<CorpusArtifact> Artifacts(Step step, int phase)
    {
        if (phase >= step.Phase) throw new ArgumentOutOfRangeException(nameof(phase), phase, $"Phase {step.Phase} sees the artifacts of earlier phases only.");
        var earlier = _steps[step.FirstPhaseStep + phase];
        return [.. _source.Outputs.Of(earlier, () => _tasks.Count(earlier)).SelectMany((output, task) => output.Artifacts
            .Select(a => new CorpusArtifact(task, a.Name, a.Bytes, (offset, length) => _context.Storage.OpenRead(a.Path, offset, length))))];
    }

    CorpusShard Describe(int ordinal, Step step, int task)
    {
        var output = _source.Outputs.Of(step, () => _tasks.Count(step))[task];
        return new(ordinal, output.Input, output.Kept.Sum(f => f.Rows), output.Kept.Sum(f => f.Bytes));
    }
}
