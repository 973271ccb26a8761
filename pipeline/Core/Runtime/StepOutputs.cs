using System.Collections.Concurrent;
using System.Collections.Immutable;
using Curation.Core.Errors;
using Curation.Core.Runs;

namespace Curation.Core.Runtime;

/// <summary>
/// What the tasks of earlier steps left, each manifest read once in a process. Whoever first needs a whole step stores its index,
/// so that a cluster's jobs, each a process, read one object and not a manifest for every task: N tasks cost N reads, not N².
/// </summary>
sealed class StepOutputs(ManifestStore manifests)
{
    readonly ConcurrentDictionary<(int Step, int Task), TaskOutput> _single = new();
    readonly ConcurrentDictionary<int, Lazy<ImmutableArray<TaskOutput>>> _whole = new();

    /// <summary>What a committed task left.</summary>
    public TaskOutput Of(Step step, int task) =>
        _whole.TryGetValue(step.Ordinal, out var whole) && whole.IsValueCreated ? whole.Value[task] : _single.GetOrAdd((step.Ordinal, task), _ => Read(step, task));

    /// <summary>What all tasks of a finished step left, in order.</summary>
    public ImmutableArray<TaskOutput> Of(Step step, Func<int> tasks) =>
        _whole.GetOrAdd(step.Ordinal, _ => new(() => All(step, tasks()), LazyThreadSafetyMode.PublicationOnly)).Value;

    ImmutableArray<TaskOutput> All(Step step, int tasks)
    {
        if (manifests.FindIndexAsync(step, tasks, CancellationToken.None).GetAwaiter().GetResult() is { } index) return index.Tasks;
        ImmutableArray<TaskOutput> all = [.. Enumerable.Range(0, tasks).Select(task => Of(step, task))];
        try { manifests.StoreIndexAsync(step, all, CancellationToken.None).GetAwaiter().GetResult(); }
        catch (Exception error) when (error is CurationException or IOException or UnauthorizedAccessException)
        {
            // Who may only look at the run has read the manifests and needs no index.
        }
        return all;
    }

    TaskOutput Read(Step step, int task) => TaskOutput.Of(manifests.FindAsync(step, task, CancellationToken.None).GetAwaiter().GetResult()
        ?? throw new CurationException($"step {step.Name}: task {task} is not committed; run the step first"));
}
