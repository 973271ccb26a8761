using System.Collections.Concurrent;

namespace Curation.Ocr.Workers;

/// <summary>A fixed number of worker processes, started when they are first needed and replaced when they fail or have served long.</summary>
/// <param name="arguments">Arguments behind <c>ocr-worker</c>.</param>
/// <param name="count">How many.</param>
/// <param name="limit">Time for one request.</param>
sealed class WorkerPool(IReadOnlyList<string> arguments, int count, TimeSpan limit) : IDisposable
{
    /// <summary>Requests after which a process is replaced, so that what native libraries leak and fragments of memory stay few.</summary>
    const int Served = 200;

    readonly SemaphoreSlim _slots = new(count);
    readonly ConcurrentBag<WorkerProcess> _idle = [];

    /// <summary>Has one of them answer a request; after a crash another tries once more.</summary>
    /// <exception cref="OcrException">The request failed.</exception>
    public async Task<byte[]> AskAsync(byte kind, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            try { return await OnceAsync(kind, head, body, cancellationToken).ConfigureAwait(false); }
            catch (OcrException error) when (error.Cause == "engine-crash")
            {
                // What it crashed of may have been left by an earlier page.
                return await OnceAsync(kind, head, body, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Ids of the processes that wait for work.</summary>
    public IEnumerable<int> Idle => _idle.Select(p => p.Id);

    async Task<byte[]> OnceAsync(byte kind, ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out var worker)) worker = new(arguments);
        var healthy = false;
        try
        {
            var answer = await worker.AskAsync(kind, head, body, limit, cancellationToken).ConfigureAwait(false);
            healthy = true;
            return answer;
        }
        catch (OcrException error) when (error.Cause == "image")
        {
            healthy = true;
            throw;
        }
        finally
        {
            if (healthy && worker.Requests < Served) _idle.Add(worker);
            else worker.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var worker)) worker.Dispose();
        _slots.Dispose();
    }
}
