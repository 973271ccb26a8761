using Curation.Core.Resilience;
using Microsoft.Extensions.Logging;

namespace Curation.Tests.Resilience;

public sealed class RateGovernorTests
{
    readonly JumpingTime _time = new();
    readonly Lines _log = new();

    [Fact]
    public async Task Wait_UnthrottledServer_HoldsNothingBack()
    {
        var governor = new RateGovernor("host", _time, _log);
        var before = _time.Elapsed;
        for (var i = 0; i < 10_000; i++) await governor.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, _time.Elapsed);
        Assert.Empty(_log.Messages);
    }

    [Fact]
    public async Task Throttled_SteadyRequests_HalvesTheRateOnceAndSaysSo()
    {
        var governor = new RateGovernor("host", _time, _log);
        await RequestsAsync(governor, 100, perSecond: 50);
        for (var i = 0; i < 20; i++) governor.Throttled();
        Assert.InRange(governor.Rate, 15, 30);
        Assert.Equal(20, governor.Throttles);
        Assert.Contains("host throttles", Assert.Single(_log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_Throttled_KeepsThePace()
    {
        var governor = new RateGovernor("host", _time, _log);
        await RequestsAsync(governor, 100, perSecond: 50);
        governor.Throttled();
        var (rate, before) = (governor.Rate, _time.Elapsed);
        for (var i = 0; i < 100; i++) await governor.WaitAsync(TestContext.Current.CancellationToken);
        Assert.InRange((_time.Elapsed - before).TotalSeconds, 98 / rate, 102 / rate);
    }

    [Fact]
    public async Task Succeeded_LongEnough_IsFreeAgainAndSaysSo()
    {
        var governor = new RateGovernor("host", _time, _log);
        await RequestsAsync(governor, 100, perSecond: 50);
        governor.Throttled();
        for (var i = 0; i < 2000 && !double.IsInfinity(governor.Rate); i++)
        {
            await governor.WaitAsync(TestContext.Current.CancellationToken);
            governor.Succeeded();
        }
        Assert.Equal(double.PositiveInfinity, governor.Rate);
        Assert.Equal(2, _log.Messages.Count);
    }

    /// <summary>A server that refuses above 20 a second: the governor must find that rate, refused seldom.</summary>
    [Fact]
    public async Task Wait_ServerWithALimit_SettlesNearIt()
    {
        var governor = new RateGovernor("host", _time, _log);
        var window = new Queue<TimeSpan>();
        var refused = 0;
        var start = _time.Elapsed;
        for (var i = 0; i < 5000; i++)
        {
            await governor.WaitAsync(TestContext.Current.CancellationToken);
            if (double.IsInfinity(governor.Rate)) _time.Advance(TimeSpan.FromMilliseconds(2));
            while (window.TryPeek(out var oldest) && _time.Elapsed - oldest > TimeSpan.FromSeconds(1)) window.Dequeue();
            if (window.Count >= 20)
            {
                governor.Throttled();
                refused++;
                continue;
            }
            window.Enqueue(_time.Elapsed);
            governor.Succeeded();
        }
        Assert.InRange((5000 - refused) / (_time.Elapsed - start).TotalSeconds, 10, 21);
        Assert.InRange(refused, 1, 1000);
    }

    [Fact]
    public async Task Throttled_WithRetryAfter_WaitsThatLong()
    {
        var governor = new RateGovernor("host", _time, _log);
        governor.Throttled(TimeSpan.FromSeconds(7));
        var before = _time.Elapsed;
        await governor.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(7, (_time.Elapsed - before).TotalSeconds, 1);
    }

    async Task RequestsAsync(RateGovernor governor, int count, double perSecond)
    {
        for (var i = 0; i < count; i++)
        {
            await governor.WaitAsync(TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(1 / perSecond));
        }
    }

    sealed class Lines : ILogger
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Add(formatter(state, exception));
    }
}
