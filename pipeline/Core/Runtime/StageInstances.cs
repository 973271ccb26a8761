using System.Collections.Concurrent;
using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Core.Runtime;

/// <summary>Stages made once and shared by all workers: they are thread-safe by contract.</summary>
sealed class StageInstances(StageServices services)
{
    readonly ConcurrentDictionary<(ResolvedStage Stage, bool PayloadTaken), Lazy<object>> _made = new();

    /// <summary>The stages of a step's lane, with their names.</summary>
    public ImmutableArray<(string Name, IStage Stage)> Of(Step step, Lane lane) => [.. lane.Stages.Select(s => (s.Name, (IStage)Make(s, step.LeavesPayload)))];

    /// <summary>The corpus stage of a step.</summary>
    public ICorpusStage Corpus(Step step) => (ICorpusStage)Make(step.Stage!);

    /// <summary>The batch stage of a step.</summary>
    public IBatchStage Batch(Step step) => (IBatchStage)Make(step.Stage!);

    object Make(ResolvedStage stage, bool payloadTaken = false) => _made.GetOrAdd((stage, payloadTaken), key =>
        new Lazy<object>(() => key.Stage.Entry.Create(key.Stage.Options, services with { PayloadTaken = key.PayloadTaken }))).Value;
}
