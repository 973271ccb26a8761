namespace Curation.Core.Resilience;

/// <summary>What a failed attempt means for the next one.</summary>
public enum FailureKind
{
    /// <summary>Another attempt would fail as well.</summary>
    Fatal,

    /// <summary>A connection or a server broke.</summary>
    Transient,

    /// <summary>The server asks for fewer requests.</summary>
    Throttled,

    /// <summary>Refused without a reason (a bare 403): some servers throttle that way, so a few more attempts are made.</summary>
    Refused,
}

/// <summary>A failed attempt.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="RetryAfter">How long the server asked to wait.</param>
public readonly record struct Failure(FailureKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>What an HTTP status means.</summary>
    public static Failure OfStatus(int status, TimeSpan? retryAfter = null) => new(status switch
    {
        429 or 503 => FailureKind.Throttled,
        408 or 425 or 500 or 502 or 504 or (>= 520 and <= 524) => FailureKind.Transient,
        403 => FailureKind.Refused,
        _ => FailureKind.Fatal,
    }, retryAfter);

    /// <summary>What an exception below HTTP means: connections break; all else is a mistake.</summary>
    public static Failure OfConnection(Exception? error) => new(error switch
    {
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status).Kind,
        HttpRequestException or IOException or TimeoutException or System.Net.Sockets.SocketException or OperationCanceledException => FailureKind.Transient,
        { InnerException: { } inner } => OfConnection(inner).Kind,
        _ => FailureKind.Fatal,
    });
}
