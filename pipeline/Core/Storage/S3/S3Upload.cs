using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace Curation.Core.Storage.S3;

/// <summary>Stores a local file: by one request, or in parts that are uploaded in parallel and given up as a whole if one fails.</summary>
sealed class S3Upload(S3Bucket bucket, S3Location location)
{
    const int MaxParts = 10_000;
    readonly string _path = location.ToString();

    public async Task RunAsync(string file, CancellationToken cancellationToken)
    {
        var bytes = new FileInfo(file).Length;
        if (bytes <= bucket.Options.PartBytes) await WholeAsync(file, cancellationToken).ConfigureAwait(false);
        else await PartsAsync(file, bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up the uploads that killed attempts left under a prefix.</summary>
    public static async Task SweepAsync(S3Bucket bucket, S3Location prefix, CancellationToken cancellationToken)
    {
        string? key = null, id = null;
        do
        {
            var page = await bucket.CallAsync(prefix.ToString(), S3Purpose.List, (client, token) =>
            {
                bucket.Counters.List();
                return client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = prefix.Bucket, Prefix = prefix.Key, KeyMarker = key, UploadIdMarker = id }, token);
            }, cancellationToken).ConfigureAwait(false);
            foreach (var upload in page.MultipartUploads ?? [])
                await new S3Upload(bucket, new(prefix.Bucket, upload.Key)).AbortAsync(upload.UploadId, cancellationToken).ConfigureAwait(false);
            (key, id) = page.IsTruncated == true ? (page.NextKeyMarker, page.NextUploadIdMarker) : (null, null);
        }
        while (key is not null);
    }

    Task<bool> WholeAsync(string file, CancellationToken cancellationToken) => CallAsync(async (client, token) =>
    {
        await using var stream = Open(file);
        await client.PutObjectAsync(new()
        {
            BucketName = location.Bucket,
            Key = location.Key,
            InputStream = stream,
            AutoCloseStream = false,
            MD5Digest = await DigestAsync(stream, 0, stream.Length, token).ConfigureAwait(false),
        }, token).ConfigureAwait(false);
        bucket.Counters.BytesWritten(stream.Length);
        return true;
    }, cancellationToken);

    async Task PartsAsync(string file, long bytes, CancellationToken cancellationToken)
    {
        var size = Math.Max(bucket.Options.PartBytes, (bytes + MaxParts - 1) / MaxParts);
        // Not cancelled on its way: an upload that the server has begun could not be given up without its answer.
        var id = (await CallAsync((client, _) => client.InitiateMultipartUploadAsync(new() { BucketName = location.Bucket, Key = location.Key }, CancellationToken.None), cancellationToken).ConfigureAwait(false)).UploadId;
        try
        {
            var parts = new PartETag[(bytes + size - 1) / size];
            await Parallel.ForAsync(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = bucket.Options.ParallelParts, CancellationToken = cancellationToken },
                async (i, token) => parts[i] = await PartAsync(file, id, i, i * size, Math.Min(size, bytes - i * size), token).ConfigureAwait(false)).ConfigureAwait(false);
            await CompleteAsync(id, parts, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try { await AbortAsync(id, limit.Token).ConfigureAwait(false); }
            catch (Exception)
            {
                // The first error says why; the sweep at the end of the run gives the upload up.
            }
            throw;
        }
    }

    Task<PartETag> PartAsync(string file, string id, int ordinal, long offset, long length, CancellationToken cancellationToken) => CallAsync(async (client, token) =>
    {
        await using var stream = Open(file);
        var answer = await client.UploadPartAsync(new()
        {
            BucketName = location.Bucket,
            Key = location.Key,
            UploadId = id,
            PartNumber = ordinal + 1,
            FilePath = file,
            FilePosition = offset,
            PartSize = length,
            MD5Digest = await DigestAsync(stream, offset, length, token).ConfigureAwait(false),
        }, token).ConfigureAwait(false);
        bucket.Counters.BytesWritten(length);
        return new PartETag(ordinal + 1, answer.ETag);
    }, cancellationToken);

    Task<bool> CompleteAsync(string id, PartETag[] parts, long bytes, CancellationToken cancellationToken) => CallAsync(async (client, token) =>
    {
        try
        {
            await client.CompleteMultipartUploadAsync(new() { BucketName = location.Bucket, Key = location.Key, UploadId = id, PartETags = [.. parts] }, token).ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchUpload")
        {
            // Completed by an attempt whose answer was lost.
            var head = await client.GetObjectMetadataAsync(new() { BucketName = location.Bucket, Key = location.Key }, token).ConfigureAwait(false);
            if (head.ContentLength != bytes) throw;
        }
        return true;
    }, cancellationToken);

    Task<bool> AbortAsync(string id, CancellationToken cancellationToken) => CallAsync(async (client, token) =>
    {
        try { await client.AbortMultipartUploadAsync(new() { BucketName = location.Bucket, Key = location.Key, UploadId = id }, token).ConfigureAwait(false); }
        catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchUpload")
        {
            // Gone already.
        }
        return true;
    }, cancellationToken);

    Task<T> CallAsync<T>(Func<IAmazonS3, CancellationToken, Task<T>> request, CancellationToken cancellationToken) =>
        bucket.CallAsync(_path, S3Purpose.Write, (client, token) =>
        {
            bucket.Counters.Write();
            return request(client, token);
        }, cancellationToken);

    /// <summary>The MD5 that the server checks, where the SDK adds no checksum of its own.</summary>
    async Task<string?> DigestAsync(FileStream stream, long offset, long length, CancellationToken cancellationToken)
    {
        if (bucket.Checksums == true) return null;
#pragma warning disable CA5351 // A checksum that every store verifies; nothing is secured by it.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        var buffer = ArrayPool<byte>.Shared.Rent(256 << 10);
        try
        {
            stream.Position = offset;
            while (length > 0)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken).ConfigureAwait(false);
                if (read == 0) throw new EndOfStreamException($"{stream.Name} ended while it was stored");
                hash.AppendData(buffer, 0, read);
                length -= read;
            }
        }
        finally { ArrayPool<byte>.Shared.Return(buffer); }
        stream.Position = 0;
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
}
