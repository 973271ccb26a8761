using System.Collections.Immutable;
using System.Diagnostics;
using Curation.Core.Errors;
using Curation.Core.Runs;
using Curation.Core.Runs.Costs;
using Curation.Core.Runtime.Publish;
using Curation.Core.Statistics;
using Microsoft.Extensions.Logging;

namespace Curation.Core.Runtime;

/// <summary>Runs one task of a step and commits it. The one place that decides what a task's exception means.</summary>
public sealed class StepRunner : IAsyncDisposable
{
    readonly RunContext _context;
    readonly ImmutableArray<Step> _steps;
    readonly DocumentSource _source;
    readonly StageInstances _stages;
    readonly StepTasks _tasks;
    readonly ITokenCounter _tokens;
    readonly BatchWorkers _batches;
    readonly ILogger _log;

    /// <summary>A runner of a run's tasks.</summary>
    public StepRunner(RunContext context, ImmutableArray<Step> steps, ITokenCounter tokens)
    {
        (_context, _steps, _tokens) = (context, steps, tokens);
        _log = context.Services.Logging.CreateLogger<StepRunner>();
        _source = new(context, steps);
        _stages = new(context.Services);
        _tasks = new(context, steps, _source, _stages);
        _batches = new(_stages);
    }

    /// <summary>Notes what tasks take, if set.</summary>
    internal CostMeter? Costs { get; set; }

    /// <summary>Stops the batch workers.</summary>
    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    /// <summary>The tasks of a step; those before it must be done.</summary>
    public ImmutableArray<PlannedTask> Tasks(Step step) => _tasks.Of(step);

    /// <summary>Runs a task until it is committed, with retries.</summary>
    /// <returns>Null, or why it failed after its last attempt.</returns>
    public async Task<string?> RunAsync(Step step, PlannedTask task, CancellationToken cancellationToken)
    {
        if (await _context.Manifests.FindAsync(step, task.Ordinal, cancellationToken).ConfigureAwait(false) is not null) return null;
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var manifest = await AttemptAsync(step, task, cancellationToken).ConfigureAwait(false);
                await _context.Manifests.CommitAsync(step, manifest, cancellationToken).ConfigureAwait(false);
                Costs?.Add(task.Ordinal, Stopwatch.GetElapsedTime(began), attempt);
                return null;
            }
            catch (Exception error) when (error is not (OperationCanceledException or ConfigException or OutputException or StorageException or StopException))
            {
                Log.AttemptFailed(_log, step.Name, task.Ordinal, attempt, error.Message, error is CurationException ? null : error);
                if (attempt >= _context.Run.File.Tasks.Attempts) return $"step {step.Name} task {task.Ordinal}: {error.Message}";
            }
        }
    }

    Task<TaskManifest> AttemptAsync(Step step, PlannedTask task, CancellationToken cancellationToken) => step.Kind switch
    {
        StepKind.Segment => new SegmentTask(_context, step, _source, _stages, _tokens).RunAsync(task, cancellationToken),
        StepKind.Corpus => CorpusAsync(step, task, cancellationToken),
        StepKind.Scatter or StepKind.Publish => new PublishTask(_context, step, _tasks, _tokens).RunAsync(task, cancellationToken),
        _ => new BatchTask(_context, step, _source, _batches.Of(step), _tokens).RunAsync(task, cancellationToken),
    };

    async Task<TaskManifest> CorpusAsync(Step step, PlannedTask task, CancellationToken cancellationToken)
    {
        using var folder = AttemptFolder.Create(_context.Scratch);
        var statistics = new TaskStatisticsCollector(step.Stage!.Name, [step.Stage], _context.Run.File.Seed);
        using var output = new PartOutput(_context, _tokens, statistics, folder.Path);
        var corpus = new CorpusTask(_context, step, _tasks.Inputs(step), task, output, statistics, folder.Path);
        _stages.Corpus(step).RunTask(corpus, cancellationToken);
        var artifacts = await corpus.StoreAsync(cancellationToken).ConfigureAwait(false);
        var (kept, dropped) = await output.StoreAsync($"{_context.Manifests.StepFolder(step)}/t{task.Ordinal:d6}.p0000", cancellationToken).ConfigureAwait(false);
        var complete = statistics.Complete();
        return new TaskManifest
        {
            Step = step.Name,
            Key = step.Key,
            Task = task.Ordinal,
            Input = task.Lane < 0 ? "" : _context.Run.Inputs[step.Lanes[task.Lane].Input].Config.Name,
            Parts = [new() { Part = 0, Next = InputPosition.Begin, Kept = kept, Dropped = dropped, Statistics = complete }],
            Artifacts = [.. artifacts],
            Statistics = complete,
        };
    }
}
