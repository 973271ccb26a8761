using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Curation.Core.Errors;

namespace Curation.Core.Storage.S3;

/// <summary>Conditional puts: of racing writers of one key exactly one succeeds.</summary>
static class S3Commit
{
    /// <summary>Name of the object that the probe leaves in a run's folder.</summary>
    public const string ProbeName = ".commit-probe";

    const string Attempt = "curate-attempt";

    /// <summary>Puts small bytes where nothing is. False if another writer was first.</summary>
    public static Task<bool> PutIfAbsentAsync(S3Bucket bucket, S3Location location, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        PutIfAbsentAsync(bucket, location, bytes, whose: true, cancellationToken);

    static async Task<bool> PutIfAbsentAsync(S3Bucket bucket, S3Location location, ReadOnlyMemory<byte> bytes, bool whose, CancellationToken cancellationToken)
    {
        // An answer may be lost, and the HTTP client repeat a request unseen: the mark tells whether the object that is there is this writer's own.
        var mark = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return await bucket.CallAsync(location.ToString(), S3Purpose.Write, async (client, token) =>
        {
            try
            {
                await PutAsync(bucket, client, location, bytes, mark, token).ConfigureAwait(false);
                bucket.Counters.BytesWritten(bytes.Length);
                return true;
            }
            catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return whose && await IsOwnAsync(bucket, client, location, mark, token).ConfigureAwait(false);
            }
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sure that a second conditional put gives 412, and finds out which checksums the store takes.</summary>
    /// <exception cref="ConfigException">The store ignores the condition.</exception>
    public static async Task ProbeAsync(S3Bucket bucket, S3Location inside, CancellationToken cancellationToken)
    {
        var slash = inside.Key.LastIndexOf('/');
        var probe = inside with { Key = $"{inside.Key[..(slash + 1)]}{ProbeName}" };
        var bytes = "A second conditional put of this object must be refused.\n"u8.ToArray();
        for (var i = 0; i < 2; i++)
        {
            bool created;
            try { created = await CreateAsync().ConfigureAwait(false); }
            catch (Exception error) when (bucket.Checksums is null && error.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.NotImplemented })
            {
                bucket.Checksums = false;
                created = await CreateAsync().ConfigureAwait(false);
            }
            bucket.Checksums ??= true;
            if (!created) return;
        }
        throw new ConfigException($"{probe}: {bucket.Server} ignores 'If-None-Match: *' (expected 412 for a second put, found success), so two attempts at a task could overwrite each other; use a store with conditional writes, or a local output folder");

        Task<bool> CreateAsync() => PutIfAbsentAsync(bucket, probe, bytes, whose: false, cancellationToken);
    }

    static async Task PutAsync(S3Bucket bucket, IAmazonS3 client, S3Location location, ReadOnlyMemory<byte> bytes, string mark, CancellationToken cancellationToken)
    {
        bucket.Counters.Write();
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var request = new PutObjectRequest
        {
            BucketName = location.Bucket,
            Key = location.Key,
            InputStream = stream,
            IfNoneMatch = "*",
            MD5Digest = bucket.Checksums == false ? Digest(bytes.Span) : null,
        };
        request.Metadata.Add(Attempt, mark);
        await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
    }

    static async Task<bool> IsOwnAsync(S3Bucket bucket, IAmazonS3 client, S3Location location, string mark, CancellationToken cancellationToken)
    {
        bucket.Counters.Read();
        var head = await client.GetObjectMetadataAsync(new() { BucketName = location.Bucket, Key = location.Key }, cancellationToken).ConfigureAwait(false);
        return head.Metadata[Attempt] == mark;
    }

#pragma warning disable CA5351 // A checksum that every store verifies; nothing is secured by it.
    static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(MD5.HashData(bytes));
#pragma warning restore CA5351
}
