using System.Globalization;
using System.Net.Http.Headers;

namespace Curation.Core.Resilience;

/// <summary>The header <c>Retry-After</c> (RFC 9110, 10.2.3): seconds, or a date.</summary>
public static class RetryAfterHeader
{
    /// <summary>How long a server asks to wait; null if it does not ask. A date that is past gives no wait.</summary>
    /// <param name="answer">Its answer.</param>
    /// <param name="time">The clock that a date is held against if the answer does not tell the server's own.</param>
    public static TimeSpan? Of(HttpResponseMessage answer, TimeProvider time) =>
        answer.Headers.RetryAfter is { } header ? Of(header.ToString(), answer.Headers.Date, time) : null;

    /// <summary>The same of a header's text. Fractions of a second, which some servers send, are read too.</summary>
    /// <param name="value">The header's text.</param>
    /// <param name="sent">When the server sent it, by its own clock.</param>
    /// <param name="time">The clock that a date is held against otherwise.</param>
    public static TimeSpan? Of(string? value, DateTimeOffset? sent, TimeProvider time)
    {
        if (double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue));
        if (!RetryConditionHeaderValue.TryParse(value, out var header) || header.Date is not { } date) return null;
        var wait = date - (sent ?? time.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
