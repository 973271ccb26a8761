using System.Net;
using Curation.Core.Resilience;

namespace Curation.Tests.Resilience;

public sealed class RetryAfterHeaderTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("7", null, 7.0)]
    [InlineData("Tue, 03 Feb 2026 04:05:16 GMT", null, 10.0)]
    [InlineData("Tue, 03 Feb 2026 04:05:16 GMT", "Tue, 03 Feb 2026 04:05:12 GMT", 4.0)] // The server's clock differs from ours.
    [InlineData("Tue, 03 Feb 2026 04:05:00 GMT", null, 0.0)]
    [InlineData("soon", null, null)]
    public void Of_SecondsOrADate_IsTheWait(string? value, string? date, double? seconds)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (value is not null) answer.Headers.TryAddWithoutValidation("Retry-After", value);
        if (date is not null) answer.Headers.TryAddWithoutValidation("Date", date);
        Assert.Equal(seconds, RetryAfterHeader.Of(answer, new Standing())?.TotalSeconds);
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("Tue, 03 Feb 2026 04:05:16 GMT", 10.0)]
    [InlineData("-3", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Of_AText_IsTheWait(string? value, double? seconds) => Assert.Equal(seconds, RetryAfterHeader.Of(value, null, new Standing())?.TotalSeconds);

    sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
