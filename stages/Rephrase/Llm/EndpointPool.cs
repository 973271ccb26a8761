namespace Curation.Stages.Rephrase.Llm;

/// <summary>Hands out servers: of those that are there and have room, the one with fewest requests for its weight; waits while none has.</summary>
sealed class EndpointPool(IReadOnlyList<Endpoint> endpoints, TimeProvider time) : IDisposable
{
    static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);
    readonly Lock _lock = new();
    readonly Queue<TaskCompletionSource<Endpoint>> _waiting = new();
    ITimer? _timer;

    /// <summary>The servers.</summary>
    public IReadOnlyList<Endpoint> Endpoints => endpoints;

    /// <summary>Takes a place at a server; give it back.</summary>
    public Task<Endpoint> TakeAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<Endpoint> waiting;
        lock (_lock)
        {
            if (_waiting.Count == 0 && Choose() is { } free) return Task.FromResult(free);
            waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(waiting);
            Wake();
        }
        return WaitAsync(waiting, cancellationToken);
    }

    static async Task<Endpoint> WaitAsync(TaskCompletionSource<Endpoint> waiting, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => waiting.TrySetCanceled(cancellationToken)).ConfigureAwait(false);
        return await waiting.Task.ConfigureAwait(false);
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="outcome">What the attempt says of it.</param>
    /// <param name="pause">How long it asked to be left alone.</param>
    public void Return(Endpoint endpoint, EndpointOutcome outcome, TimeSpan? pause = null)
    {
        lock (_lock)
        {
            endpoint.Running--;
            switch (outcome)
            {
                case EndpointOutcome.Answered: endpoint.Succeeded(); break;
                case EndpointOutcome.Overloaded: endpoint.Overloaded(time); break;
                case EndpointOutcome.Absent:
                    endpoint.Absent();
                    pause = TimeSpan.FromSeconds(Math.Min(30, 0.25 * Math.Pow(2, Math.Min(endpoint.Absences, 10))));
                    break;
            }
            if (pause is { } length) endpoint.PausedUntil = Math.Max(endpoint.PausedUntil, time.GetTimestamp() + (long)((length < s_longestPause ? length : s_longestPause).TotalSeconds * time.TimestampFrequency));
            Serve();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        foreach (var endpoint in endpoints) endpoint.Dispose();
    }

    void Serve()
    {
        while (_waiting.TryPeek(out var next))
        {
            if (next.Task.IsCompleted)
            {
                _waiting.Dequeue();
                continue;
            }
            if (Choose() is not { } free) break;
            _waiting.Dequeue();
            if (!next.TrySetResult(free)) free.Running--;
        }
        if (_waiting.Count > 0) Wake();
    }

    Endpoint? Choose()
    {
        var now = time.GetTimestamp();
        Endpoint? best = null;
        foreach (var endpoint in endpoints)
        {
            if (endpoint.PausedUntil > now || endpoint.Running >= Math.Max(1, Math.Floor(endpoint.Limit))) continue;
            if (best is null || (endpoint.Running + 1) / endpoint.Options.Weight < (best.Running + 1) / best.Options.Weight) best = endpoint;
        }
        if (best is not null) best.Running++;
        return best;
    }

    /// <summary>Looks again when the first pause ends.</summary>
    void Wake()
    {
        var now = time.GetTimestamp();
        var until = endpoints.Where(e => e.PausedUntil > now).Select(e => e.PausedUntil).DefaultIfEmpty(0).Min();
        if (until == 0) return;
        _timer ??= time.CreateTimer(_ => { lock (_lock) Serve(); }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(time.GetElapsedTime(now, until) + TimeSpan.FromMilliseconds(5), Timeout.InfiniteTimeSpan);
    }
}

/// <summary>What an attempt says of its server.</summary>
enum EndpointOutcome
{
    /// <summary>It answered.</summary>
    Answered,

    /// <summary>It has too much to do.</summary>
    Overloaded,

    /// <summary>It was not reached.</summary>
    Absent,

    /// <summary>Nothing.</summary>
    Unknown,
}
