using System.Threading.Channels;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Microsoft.Extensions.Hosting;

namespace Curation.Core.Runtime;

/// <summary>Fills batches over all tasks that feed it and hands the verdicts back to each; one for the batch stage of the step under way.</summary>
sealed class BatchWorker(IBatchStage stage) : BackgroundService
{
    readonly Channel<(Document Document, TaskCompletionSource<Verdict> Result)> _requests =
        Channel.CreateBounded<(Document, TaskCompletionSource<Verdict>)>(stage.Shape.Documents * 2);

    /// <summary>Queues a document; waits while the queue is full.</summary>
    public async ValueTask<Task<Verdict>> SubmitAsync(Document document, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<Verdict>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _requests.Writer.WriteAsync((document, result), cancellationToken).ConfigureAwait(false);
        return result.Task;
    }

    /// <summary>UTF-16 units of a document's text and bytes of its payload: what limits of batches and windows count.</summary>
    public static long Size(Document document) => document.Text.Length + Math.Max(0, document.Payload?.Length ?? 0);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(stage.Shape.Concurrency);
        var batch = new List<(Document Document, TaskCompletionSource<Verdict> Result)>();
        while (await _requests.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
        {
            await slots.WaitAsync(stoppingToken).ConfigureAwait(false);
            long size = 0;
            while (batch.Count < stage.Shape.Documents && _requests.Reader.TryPeek(out var next))
            {
                if (batch.Count > 0 && size + Size(next.Document) > stage.Shape.Size) break;
                if (!_requests.Reader.TryRead(out var taken)) break;
                batch.Add(taken);
                size += Size(taken.Document);
            }
            var full = batch.ToArray();
            batch.Clear();
            _ = RunAsync(full, slots, stoppingToken);
        }
    }

    async Task RunAsync((Document Document, TaskCompletionSource<Verdict> Result)[] batch, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            var verdicts = await stage.ApplyAsync([.. batch.Select(b => b.Document)], cancellationToken).ConfigureAwait(false);
            if (verdicts.Count != batch.Length) throw new InvalidOperationException($"The stage gave {verdicts.Count} verdicts for {batch.Length} documents.");
            for (var i = 0; i < batch.Length; i++) batch[i].Result.TrySetResult(verdicts[i]);
        }
        catch (Exception error)
        {
            // The tasks that wait for the batch decide what the failure means.
            foreach (var (_, result) in batch) result.TrySetException(error);
        }
        finally
        {
            slots.Release();
        }
    }
}
