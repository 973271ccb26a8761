using System.Collections.Concurrent;
using Curation.Core.Runs;

namespace Curation.Core.Runtime;

/// <summary>The batch workers of a run: one a step, started with its first task.</summary>
sealed class BatchWorkers(StageInstances stages) : IAsyncDisposable
{
    readonly ConcurrentDictionary<int, Lazy<BatchWorker>> _workers = new();

    /// <summary>The running worker of a step.</summary>
    public BatchWorker Of(Step step) => _workers.GetOrAdd(step.Ordinal, _ => new(() =>
    {
        var worker = new BatchWorker(stages.Batch(step));
        worker.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        return worker;
    })).Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers.Values.Where(w => w.IsValueCreated))
        {
            await worker.Value.StopAsync(CancellationToken.None).ConfigureAwait(false);
            worker.Value.Dispose();
        }
    }
}
