using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using Curation.Core.Resilience;
using Curation.Core.Storage.Ranges;
using Microsoft.Extensions.Logging;

namespace Curation.Core.Storage.S3;

/// <summary>Objects of S3 and of stores that speak its protocol. Commits are conditional puts, so a store that ignores the condition is refused.</summary>
/// <param name="options">How buckets are reached.</param>
/// <param name="counters">Count requests and bytes.</param>
/// <param name="logging">Told of throttling.</param>
sealed class S3Storage(StorageOptions options, StorageCounters counters, ILoggerFactory logging) : IStorage
{
    readonly ConcurrentDictionary<string, S3Bucket> _buckets = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, RateGovernor> _governors = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, Lazy<Task>> _prepared = new(StringComparer.Ordinal);

    /// <summary>The server that a path lies on; null for AWS.</summary>
    public string? EndpointOf(string path) => BucketOf(S3Location.Parse(path)).Endpoint;

    /// <inheritdoc/>
    public async Task<StorageObject?> StatAsync(string path, CancellationToken cancellationToken = default)
    {
        var location = S3Location.Parse(path);
        if (location.Key.Length == 0) return null;
        var bucket = BucketOf(location);
        try
        {
            return await bucket.CallAsync(path, S3Purpose.Read, (client, token) => StatAsync(path, location, bucket, client, token), cancellationToken).ConfigureAwait(false);
        }
        catch (FileNotFoundException) { return null; }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StorageObject> ListAsync(string pathOrPattern, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (root, matches) = PathPattern.Parse(pathOrPattern);
        var location = S3Location.Parse(root);
        var bucket = BucketOf(location);
        var folder = location.Key.Length == 0 ? "" : location.Key.TrimEnd('/') + "/";
        var request = new ListObjectsV2Request
        {
            BucketName = location.Bucket,
            Prefix = folder + PathPattern.Literal(pathOrPattern, root),
            Delimiter = PathPattern.IsFlat(pathOrPattern, root) ? "/" : null,
        };
        do
        {
            var page = await bucket.CallAsync(pathOrPattern, S3Purpose.List, (client, token) =>
            {
                counters.List();
                return client.ListObjectsV2Async(request, token);
            }, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.S3Objects ?? [])
            {
                if (!item.Key.EndsWith('/') && matches(item.Key[folder.Length..]))
                    yield return new(new S3Location(location.Bucket, item.Key).ToString(), item.Size ?? 0, item.ETag.Trim('"')) { Stored = item.LastModified };
            }
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenReadAsync(string path, long offset = 0, long length = -1, CancellationToken cancellationToken = default)
    {
        var location = S3Location.Parse(path);
        var bucket = BucketOf(location);
        var source = new RangeSource(path, new S3Ranges(bucket, location).OpenAsync, bucket.Retry, error => S3Errors.Explain(error, path, S3Purpose.Read, bucket), options, counters);
        var stream = await RangedStream.OpenAsync(source, offset, length < 0 ? long.MaxValue : offset + length, cancellationToken).ConfigureAwait(false);
        return length < 0 ? stream : new RangeStream(stream, length);
    }

    /// <inheritdoc/>
    public async Task PutFileAsync(string path, string localFile, CancellationToken cancellationToken = default)
    {
        var location = S3Location.Parse(path);
        await PreparedAsync(location, cancellationToken).ConfigureAwait(false);
        await new S3Upload(BucketOf(location), location).RunAsync(localFile, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> PutIfAbsentAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        var location = S3Location.Parse(path);
        await PreparedAsync(location, cancellationToken).ConfigureAwait(false);
        return await S3Commit.PutIfAbsentAsync(BucketOf(location), location, bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        var location = S3Location.Parse(path);
        await BucketOf(location).CallAsync(path, S3Purpose.Write, (client, token) =>
        {
            counters.Write();
            return client.DeleteObjectAsync(new() { BucketName = location.Bucket, Key = location.Key }, token);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task PrepareAsync(string folder, CancellationToken cancellationToken = default) => PreparedAsync(S3Location.Parse($"{folder.TrimEnd('/')}/"), cancellationToken);

    /// <inheritdoc/>
    public async Task SweepUploadsAsync(string folder, CancellationToken cancellationToken = default)
    {
        var location = S3Location.Parse($"{folder.TrimEnd('/')}/");
        await S3Upload.SweepAsync(BucketOf(location), location, cancellationToken).ConfigureAwait(false);
    }

    async Task<StorageObject> StatAsync(string path, S3Location location, S3Bucket bucket, IAmazonS3 client, CancellationToken cancellationToken)
    {
        if (bucket.Presigned.IsTaken)
        {
            if (await bucket.Presigned.StatAsync(path, location, cancellationToken).ConfigureAwait(false) is { } found) return found;
            await ExplainAsync(location, client, cancellationToken).ConfigureAwait(false);
            bucket.Presigned.Refused();
        }
        counters.Read();
        try
        {
            var answer = await client.GetObjectMetadataAsync(new() { BucketName = location.Bucket, Key = location.Key }, cancellationToken).ConfigureAwait(false);
            return new StorageObject(path, answer.ContentLength, answer.ETag.Trim('"'));
        }
        catch (AmazonS3Exception error) when (error.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            await ExplainAsync(location, client, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The answer to HEAD has no body; that to GET says which bucket, credential or clock is wrong, and is thrown.</summary>
    async Task ExplainAsync(S3Location location, IAmazonS3 client, CancellationToken cancellationToken)
    {
        counters.Read();
        try
        {
            using var answer = await client.GetObjectAsync(new() { BucketName = location.Bucket, Key = location.Key, ByteRange = new ByteRange(0, 0) }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable) { /* An empty object. */ }
    }

    /// <summary>Probes a bucket once, at the first folder that is written in it.</summary>
    async Task PreparedAsync(S3Location folder, CancellationToken cancellationToken)
    {
        var probe = _prepared.GetOrAdd(folder.Bucket, _ => new(() => S3Commit.ProbeAsync(BucketOf(folder), folder, cancellationToken)));
        try { await probe.Value.ConfigureAwait(false); }
        catch
        {
            // Asked again by the next attempt.
            _prepared.TryRemove(new(folder.Bucket, probe));
            throw;
        }
    }

    S3Bucket BucketOf(S3Location location) => _buckets.GetOrAdd(location.Bucket, name =>
    {
        var access = options.Buckets.GetValueOrDefault(name, options);
        var server = S3Bucket.EndpointOf(access) is { } endpoint ? new Uri(endpoint).Authority : $"s3://{name}";
        return new(name, access, options, counters, _governors.GetOrAdd(server, s => new(s, log: logging.CreateLogger<RateGovernor>())));
    });
}
