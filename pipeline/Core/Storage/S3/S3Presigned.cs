using System.Net.Http.Headers;
using Amazon.S3;
using Curation.Core.Storage.Http;

namespace Curation.Core.Storage.S3;

/// <summary>
/// Reading by presigned URLs, for which a request costs a fraction of the SDK's memory and time. What a URL does not give, the SDK is asked for, so
/// that retries and messages are about its answers.
/// </summary>
sealed class S3Presigned(S3Bucket bucket, bool isAnonymous)
{
    /// <summary>Credentials that end earlier end the URL as well, which is then signed anew.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(30);

    /// <summary>Refusals in a row after which the server, or a policy, is held to take no presigned URL.</summary>
    const int MaxRefusals = 3;

    int _refusals = isAnonymous ? MaxRefusals : 0;

    /// <summary>Whether URLs are tried.</summary>
    public bool IsTaken => Volatile.Read(ref _refusals) < MaxRefusals;

    /// <summary>Sends the requests.</summary>
    public HttpClient Client { get; } = HttpStorage.Create(TimeSpan.FromSeconds(bucket.Options.TimeoutSeconds));

    /// <summary>The SDK was given what a URL was refused.</summary>
    public void Refused() => Interlocked.Increment(ref _refusals);

    /// <summary>An object's URL; ranges and conditions are no part of what is signed.</summary>
    public async Task<Uri> SignAsync(S3Location location, HttpVerb verb) => new(await bucket.Client.GetPreSignedURLAsync(new()
    {
        BucketName = location.Bucket,
        Key = location.Key,
        Verb = verb,
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime + Validity,
        Protocol = bucket.Endpoint?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
    }).ConfigureAwait(false));

    /// <summary>An object's size and tag; null if the URL is refused.</summary>
    public async Task<StorageObject?> StatAsync(string path, S3Location location, CancellationToken cancellationToken)
    {
        bucket.Counters.Read();
        var url = await SignAsync(location, HttpVerb.HEAD).ConfigureAwait(false);
        using var answer = await HttpRanges.SendAsync(Client, new(HttpMethod.Head, url), cancellationToken).ConfigureAwait(false);
        if (answer is { IsSuccessStatusCode: true, Content.Headers.ContentLength: { } size, Headers.ETag: EntityTagHeaderValue { IsWeak: false } tag }) return Taken(new StorageObject(path, size, tag.Tag.Trim('"')));
        return IsRefusal((int)answer.StatusCode) ? null : throw HttpErrors.Of(answer);
    }

    /// <summary>Whether another answer to a URL than success is about it, and not about the server's state.</summary>
    public static bool IsRefusal(int status) => status is < 500 and not 408 and not 429;

    /// <summary>What a URL gave.</summary>
    public T Taken<T>(T answer)
    {
        Volatile.Write(ref _refusals, 0);
        return answer;
    }
}
