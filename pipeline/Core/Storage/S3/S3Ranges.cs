using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Curation.Core.Storage.Http;
using Curation.Core.Storage.Ranges;

namespace Curation.Core.Storage.S3;

/// <summary>Ranged GET requests for one object: by one presigned URL, else by the SDK.</summary>
sealed class S3Ranges(S3Bucket bucket, S3Location location)
{
    Uri? _url;
    long _signedAt;

    /// <summary>One attempt at a range.</summary>
    public async Task<RangeResponse> OpenAsync(long offset, long length, string? tag, CancellationToken cancellationToken)
    {
        if (!bucket.Presigned.IsTaken) return await AskAsync(offset, length, tag, cancellationToken).ConfigureAwait(false);
        try
        {
            var url = await UrlAsync().ConfigureAwait(false);
            return bucket.Presigned.Taken(await HttpRanges.OpenAsync(bucket.Presigned.Client, url, bucket.Counters, offset, length, tag, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRangesMissingException or ObjectChangedException || (error is HttpAnswerException answer && S3Presigned.IsRefusal(answer.Status)))
        {
            _url = null;
        }
        var given = await AskAsync(offset, length, tag, cancellationToken).ConfigureAwait(false);
        bucket.Presigned.Refused();
        return given;
    }

    async Task<Uri> UrlAsync()
    {
        if (_url is { } url && Environment.TickCount64 - _signedAt < S3Presigned.Validity.TotalMilliseconds / 2) return url;
        _signedAt = Environment.TickCount64;
        return _url = await bucket.Presigned.SignAsync(location, HttpVerb.GET).ConfigureAwait(false);
    }

    async Task<RangeResponse> AskAsync(long offset, long length, string? tag, CancellationToken cancellationToken)
    {
        bucket.Counters.Read();
        GetObjectResponse answer;
        try
        {
            answer = await bucket.Client.GetObjectAsync(new()
            {
                BucketName = location.Bucket,
                Key = location.Key,
                ByteRange = new ByteRange(offset, offset + length - 1),
                EtagToMatch = tag,
            }, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // Behind the end, or an empty object.
            bucket.Counters.Read();
            var head = await bucket.Client.GetObjectMetadataAsync(new() { BucketName = location.Bucket, Key = location.Key }, cancellationToken).ConfigureAwait(false);
            return new(Stream.Null, 0, head.ContentLength, head.ETag);
        }
        try
        {
            var size = ContentRange.Size(answer.ContentRange, offset, answer.ContentLength);
            return new(answer.ResponseStream, answer.ContentLength, size, answer.ETag, answer);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }
}
