using System.Globalization;
using Curation.Core.Errors;
using Curation.Core.Resilience;

namespace Curation.Core.Storage.Http;

/// <summary>What answers of web servers mean for the next attempt, and for the user.</summary>
static class HttpErrors
{
    /// <summary>An answer that is no success.</summary>
    public static HttpAnswerException Of(HttpResponseMessage answer) => new((int)answer.StatusCode, answer.ReasonPhrase ?? "", RetryAfterHeader.Of(answer, TimeProvider.System));

    public static Failure Classify(Exception error) => error switch
    {
        HttpAnswerException answer => Failure.OfStatus(answer.Status, answer.RetryAfter),
        HttpRangesMissingException or ObjectChangedException => new(FailureKind.Fatal),
        _ => Failure.OfConnection(error),
    };

    /// <summary>An error about a URL, in words that tell what to do.</summary>
    public static Exception Explain(Exception error, string path, int retries) => error switch
    {
        CurationException or FileNotFoundException => error,
        HttpAnswerException { Status: 404 or 410 } => new FileNotFoundException($"{path} does not exist on its server", path, error),
        HttpAnswerException { Status: 401 or 403 } answer => new InputException($"{path}: the server denies reading ({answer.Status}); it may ask for signed requests or throttle this address: wait, or read it from another mirror", error),
        HttpAnswerException answer => new InputException(string.Create(CultureInfo.InvariantCulture, $"{path} cannot be read: the server answers {answer.Status} {answer.Message} after {retries} retries; run again later"), error),
        HttpRangesMissingException => new InputException($"{path}: {error.Message}", error),
        ObjectChangedException => new InputException($"{path} changed while it was read ({error.Message}); run again when nobody writes it", error),
        _ => new InputException($"{path} cannot be read: {Innermost(error).Message}, after {retries} retries; check the network and the URL, then run again", error),
    };

    static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}

/// <summary>An answer that is no success.</summary>
sealed class HttpAnswerException(int status, string reason, TimeSpan? retryAfter) : Exception(reason)
{
    public int Status => status;

    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>The server sends whole objects only.</summary>
sealed class HttpRangesMissingException() : Exception("the server sends no ranges");

/// <summary>An object is another one than that whose reading began.</summary>
sealed class ObjectChangedException(string expected, string found) : Exception($"expected ETag {expected}, found {found}");
