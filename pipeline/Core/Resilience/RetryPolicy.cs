using Polly;
using Polly.Retry;

namespace Curation.Core.Resilience;

/// <summary>Attempts a request until it succeeds or would not: exponential back-off with jitter, at the pace of a <see cref="RateGovernor"/>.</summary>
public sealed class RetryPolicy
{
    const int RefusedAttempts = 5;
    readonly RateGovernor _governor;
    readonly ResiliencePipeline _pipeline;

    /// <summary>A policy for one server.</summary>
    /// <param name="governor">Its pace.</param>
    /// <param name="retries">Attempts after the first; 0 for none.</param>
    /// <param name="classify">What an exception means.</param>
    /// <param name="retried">Called before each attempt but the first.</param>
    /// <param name="time">Clock of the delays.</param>
    public RetryPolicy(RateGovernor governor, int retries, Func<Exception, Failure> classify, Action? retried = null, TimeProvider? time = null)
    {
        _governor = governor;
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(20),
                ShouldHandle = args => ValueTask.FromResult(!args.Context.CancellationToken.IsCancellationRequested
                    && args.Outcome.Exception is { } error && Again(classify(error), args.AttemptNumber)),
                DelayGenerator = args => ValueTask.FromResult(Bounded(classify(args.Outcome.Exception!).RetryAfter)),
                OnRetry = _ =>
                {
                    retried?.Invoke();
                    return ValueTask.CompletedTask;
                },
            });
        }
        _pipeline = builder.Build();
    }

    /// <summary>Attempts until success; throws what the last attempt threw.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token =>
        {
            await _governor.WaitAsync(token).ConfigureAwait(false);
            var result = await attempt(token).ConfigureAwait(false);
            _governor.Succeeded();
            return result;
        }, cancellationToken).ConfigureAwait(false);

    bool Again(Failure failure, int attempt)
    {
        if (failure.Kind is FailureKind.Throttled or FailureKind.Refused) _governor.Throttled(failure.RetryAfter);
        return failure.Kind is FailureKind.Transient or FailureKind.Throttled || (failure.Kind == FailureKind.Refused && attempt < RefusedAttempts);
    }

    /// <summary>What the server asked for, up to a minute; null leaves the delay to the back-off.</summary>
    static TimeSpan? Bounded(TimeSpan? asked) => asked is { } delay && delay > TimeSpan.Zero ? TimeSpan.FromSeconds(Math.Min(delay.TotalSeconds, 60)) : null;
}
