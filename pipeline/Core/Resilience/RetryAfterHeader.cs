namespace Curation.Core.Resilience;

/// <summary>The header <c>Retry-After</c> (RFC 9110, 10.2.3): seconds, or a date.</summary>
public static class RetryAfterHeader
{
    /// <summary>How long a server asks to wait; null if it does not ask. A date that is past gives no wait.</summary>
    /// <param name="answer">Its answer.</param>
    /// <param name="time">The clock that a date is held against if the answer does not tell the server's own.</param>
    public static TimeSpan? Of(HttpResponseMessage answer, TimeProvider time)
    {
        var header = answer.Headers.RetryAfter;
        if (header?.Date is not { } date) return header?.Delta;
        var wait = date - (answer.Headers.Date ?? time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
