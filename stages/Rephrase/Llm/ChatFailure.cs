using System.ClientModel;
using System.Globalization;
using System.Net.Sockets;
using Curation.Core.Resilience;

namespace Curation.Stages.Rephrase.Llm;

/// <summary>What a failed attempt means.</summary>
enum ChatFailureKind
{
    /// <summary>Another attempt may succeed.</summary>
    Transient,

    /// <summary>The server has too much to do.</summary>
    Throttled,

    /// <summary>The server did not answer in time.</summary>
    Late,

    /// <summary>The server is not there.</summary>
    Absent,

    /// <summary>The key is wrong or may not use the model.</summary>
    Key,

    /// <summary>The server has no such model.</summary>
    Model,

    /// <summary>The account's money is spent.</summary>
    Quota,

    /// <summary>The server does not take JSON Schemas.</summary>
    Schema,

    /// <summary>The request alone is at fault: too long for the model's context, or filtered.</summary>
    Request,
}

/// <summary>A failed attempt, read from what vLLM, SGLang, llama.cpp, Ollama and OpenAI send.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Message">What the server said, shortened.</param>
/// <param name="RetryAfter">How long it asked to wait.</param>
sealed record ChatFailure(ChatFailureKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Reads an exception of the client.</summary>
    public static ChatFailure Of(Exception error)
    {
        if (error is ClientResultException { Status: > 0 } answer) return OfStatus(answer.Status, answer.GetRawResponse()?.Content?.ToString() ?? answer.Message, After(answer));
        for (Exception? inner = error; inner is not null; inner = inner.InnerException)
            if (inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.TryAgain })
                return new(ChatFailureKind.Absent, inner.Message);
        return new(error is OperationCanceledException or TimeoutException ? ChatFailureKind.Late : ChatFailureKind.Transient,
            error is OperationCanceledException ? "no answer within the option timeoutSeconds" : Short(error.Message));
    }

    /// <summary>Reads an error answer.</summary>
    internal static ChatFailure OfStatus(int status, string body, TimeSpan? after)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"{status}: {Short(body)}");
        var kind = status switch
        {
            401 or 403 => ChatFailureKind.Key,
            402 => ChatFailureKind.Quota,
            404 => ChatFailureKind.Model,
            429 when Says(body, "insufficient_quota") => ChatFailureKind.Quota,
            429 or 503 => ChatFailureKind.Throttled,
            // A gateway whose server is gone.
            502 or 504 or (>= 520 and <= 524) => ChatFailureKind.Absent,
            400 or 422 when Says(body, "response_format") || Says(body, "json_schema") || Says(body, "guided_json") || Says(body, "structured output") => ChatFailureKind.Schema,
            400 when Says(body, "does not exist") && Says(body, "model") => ChatFailureKind.Model,
            400 or 413 or 422 => ChatFailureKind.Request,
            _ => ChatFailureKind.Transient,
        };
        return new(kind, message, after);
    }

    static TimeSpan? After(ClientResultException error)
    {
        if (error.GetRawResponse() is not { } response) return null;
        if (response.Headers.TryGetValue("retry-after-ms", out var milliseconds) && double.TryParse(milliseconds, CultureInfo.InvariantCulture, out var ms)) return TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, 600_000));
        DateTimeOffset? sent = response.Headers.TryGetValue("Date", out var date) && DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, out var at) ? at : null;
        var wait = RetryAfterHeader.Of(response.Headers.TryGetValue("Retry-After", out var value) ? value : null, sent, TimeProvider.System);
        return wait > s_longest ? s_longest : wait;
    }

    static bool Says(string body, string text) => body.Contains(text, StringComparison.OrdinalIgnoreCase);

    static string Short(string text) => text.ReplaceLineEndings(" ") is { Length: > 300 } line ? line[..300] : text.ReplaceLineEndings(" ");
}
