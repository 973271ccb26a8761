using System.Collections.Concurrent;
using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Runs;

namespace Curation.Core.Runtime;

/// <summary>Stages made once and shared by all workers: they are thread-safe by contract.</summary>
sealed class StageInstances(StageServices services)
{
    readonly ConcurrentDictionary<ResolvedStage, Lazy<object>> _made = new();

    /// <summary>The stages of a lane, with their names.</summary>
    public ImmutableArray<(string Name, IStage Stage)> Of(Lane lane) => [.. lane.Stages.Select(s => (s.Name, (IStage)Make(s)))];

    /// <summary>The corpus stage of a step.</summary>
    public ICorpusStage Corpus(Step step) => (ICorpusStage)Make(step.Stage!);

    /// <summary>The batch stage of a step.</summary>
    public IBatchStage Batch(Step step) => (IBatchStage)Make(step.Stage!);

    object Make(ResolvedStage stage) =>
        _made.GetOrAdd(stage, s => new Lazy<object>(() => s.Entry.Create(s.Options, services))).Value;
}
