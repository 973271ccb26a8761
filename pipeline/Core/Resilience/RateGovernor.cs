using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Curation.Core.Resilience;

/// <summary>
/// Adapts the rate of requests to what one server bears: none is held back until the server throttles (429, 503); then the rate is halved,
/// and raised by a tenth each second without throttling until it is far above what was refused. Says so when it slows down and when it is free again.
/// </summary>
/// <param name="server">What is protected, such as a host; stands in messages.</param>
/// <param name="time">Clock of the pace; never of results.</param>
/// <param name="log">Told when the pace changes.</param>
public sealed partial class RateGovernor(string server, TimeProvider? time = null, ILogger? log = null)
{
    const double Slowest = 0.5;
    const double Gentle = 8;
    const double Measured = 1.0;
    readonly TimeProvider _time = time ?? TimeProvider.System;
    readonly ILogger _log = log ?? NullLogger.Instance;
    readonly Lock _lock = new();
    double _rate = double.PositiveInfinity;
    double _refused;
    double _recent;
    long _recentAt;
    long _cutAt;
    long _raisedAt;
    long _slot;
    long _throttles;

    /// <summary>Requests a second that are let through; infinite while nothing is held back.</summary>
    public double Rate
    {
        get { lock (_lock) return _rate; }
    }

    /// <summary>How often the server throttled.</summary>
    public long Throttles => Interlocked.Read(ref _throttles);

    /// <summary>Waits for this request's turn; call it before each attempt.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken = default)
    {
        TimeSpan delay;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            Count(now);
            var turn = Math.Max(now, _slot);
            if (!double.IsInfinity(_rate)) _slot = turn + Ticks(1 / _rate);
            delay = _time.GetElapsedTime(now, turn);
        }
        if (delay > TimeSpan.Zero) await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A request was answered as it should be.</summary>
    public void Succeeded()
    {
        var free = false;
        lock (_lock)
        {
            if (double.IsInfinity(_rate)) return;
            var now = _time.GetTimestamp();
            var quiet = _time.GetElapsedTime(Math.Max(_raisedAt, _cutAt), now).TotalSeconds;
            if (quiet < 1) return;
            _raisedAt = now;
            _rate += Math.Max(0.1 * _rate, 0.5) * Math.Min(quiet, 5);
            if (_rate > 4 * _refused) (_rate, free) = (double.PositiveInfinity, true);
        }
        if (free) Freed(_log, server);
    }

    /// <summary>The server throttled.</summary>
    /// <param name="retryAfter">How long it asked to wait.</param>
    public void Throttled(TimeSpan? retryAfter = null)
    {
        Interlocked.Increment(ref _throttles);
        double rate;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            if (retryAfter is { } pause) _slot = Math.Max(_slot, now + Ticks(Math.Min(pause.TotalSeconds, 60)));
            // What was under way when the rate was cut is refused at the old rate: it says nothing of the new one.
            if (_cutAt != 0 && _time.GetElapsedTime(_cutAt, now).TotalSeconds < 1) return;
            _cutAt = now;
            Count(now, 0);
            _refused = double.IsInfinity(_rate) ? Math.Max(_recent / Measured, Gentle) : _rate;
            rate = _rate = Math.Max(_refused / 2, Slowest);
        }
        Slowed(_log, server, Math.Round(rate, 1));
    }

    /// <summary>An exponentially forgotten count of requests: about their number in the last second.</summary>
    void Count(long now, int requests = 1)
    {
        var elapsed = _recentAt == 0 ? 0 : _time.GetElapsedTime(_recentAt, now).TotalSeconds;
        _recent = _recent * Math.Exp(-elapsed / Measured) + requests;
        _recentAt = now;
    }

    long Ticks(double seconds) => (long)(seconds * _time.TimestampFrequency);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} throttles: requests slowed down to {Rate} a second")]
    private static partial void Slowed(ILogger log, string server, double rate);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Server} throttles no more: requests at full rate again")]
    private static partial void Freed(ILogger log, string server);
}
