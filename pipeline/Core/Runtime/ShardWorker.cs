using System.Threading.Channels;
using Curation.Core.Runs;
using Microsoft.Extensions.Hosting;

namespace Curation.Core.Runtime;

/// <summary>A task on its way to a worker.</summary>
/// <param name="Step">Its step.</param>
/// <param name="Task">The task.</param>
/// <param name="Result">Gets null when it is committed, or why it failed.</param>
public sealed record WorkItem(Step Step, PlannedTask Task, TaskCompletionSource<string?> Result);

/// <summary>One worker: takes tasks from the queue and runs each on a thread of its own.</summary>
/// <param name="queue">Tasks of the step under way.</param>
/// <param name="runner">Runs and commits a task.</param>
public sealed class ShardWorker(ChannelReader<WorkItem> queue, StepRunner runner) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in queue.ReadAllAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                item.Result.TrySetResult(await Task.Run(() => runner.RunAsync(item.Step, item.Task, stoppingToken), stoppingToken).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                item.Result.TrySetCanceled(stoppingToken);
                throw;
            }
            catch (Exception error)
            {
                // What is no task's failure ends the run: the driver throws it.
                item.Result.TrySetException(error);
            }
        }
    }
}
