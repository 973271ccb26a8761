using System.Collections.Concurrent;
using System.Globalization;
using Curation.Core.Runs;
using Curation.Core.Runs.Signs;

namespace Curation.Core.Runtime;

/// <summary>
/// Shows others that this process works on a step, in the background: a sign every minute, each in place of the one before. One that ends
/// within seconds leaves none, and no failure to store one is an error, since nothing is decided by them.
/// </summary>
sealed class SignOfLife : IAsyncDisposable
{
    static readonly TimeSpan s_first = TimeSpan.FromSeconds(2);
    static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    readonly ConcurrentBag<TaskFailure> _failures = [];
    readonly CancellationTokenSource _end = new();
    readonly CancellationTokenSource _given = new();
    readonly SignStore _store;
    readonly Step _step;
    readonly TimeProvider _time;
    readonly Task _beats;
    ProcessSign _sign;

    public SignOfLife(SignStore store, Step step, int first, int last, int workers, TimeProvider time)
    {
        (_store, _step, _time) = (store, step, time);
        _sign = new(first, last, workers, Environment.MachineName, string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{Environment.TickCount64}"), 0);
        _beats = Task.Run(BeatAsync);
    }

    /// <summary>Notes a task that failed after its last attempt; -1 for the process as a whole.</summary>
    public void Failed(int task, string cause) => _failures.Add(new(task, cause));

    /// <summary>Takes the sign away and leaves the list of what failed.</summary>
    public async ValueTask DisposeAsync()
    {
        // A storage that does not answer must not keep a process that was told to leave.
        _given.CancelAfter(s_patience);
        await _end.CancelAsync().ConfigureAwait(false);
        await _beats.ConfigureAwait(false);
        if (!_failures.IsEmpty) await TryAsync(() => _store.PutAsync(_step, _sign with { Beat = -1 }, [.. _failures.OrderBy(f => f.Task)], _given.Token)).ConfigureAwait(false);
        _end.Dispose();
        _given.Dispose();
    }

    async Task BeatAsync()
    {
        ProcessSign? before = null;
        for (var wait = s_first; await WaitAsync(wait).ConfigureAwait(false); wait = ProcessSign.Interval)
        {
            await TryAsync(async () =>
            {
                await _store.PutAsync(_step, _sign, [], _given.Token).ConfigureAwait(false);
                if (before is not null) await _store.DeleteAsync(_step, before, _given.Token).ConfigureAwait(false);
            }).ConfigureAwait(false);
            before = _sign;
            _sign = _sign with { Beat = _sign.Beat + 1 };
        }
        if (before is not null) await TryAsync(() => _store.DeleteAsync(_step, before, _given.Token)).ConfigureAwait(false);
    }

    async Task<bool> WaitAsync(TimeSpan time)
    {
        try { await Task.Delay(time, _time, _end.Token).ConfigureAwait(false); }
        catch (OperationCanceledException) { return false; }
        return true;
    }

    static async Task TryAsync(Func<Task> store)
    {
        try { await store().ConfigureAwait(false); }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The next sign, or none: whoever asks sees an old one and its age.
        }
    }
}
