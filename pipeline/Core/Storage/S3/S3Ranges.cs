using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Curation.Core.Storage.Ranges;

namespace Curation.Core.Storage.S3;

/// <summary>Ranged GET requests.</summary>
static class S3Ranges
{
    /// <summary>One attempt at a range.</summary>
    public static async Task<RangeResponse> OpenAsync(S3Bucket bucket, S3Location location, long offset, long length, string? tag, CancellationToken cancellationToken)
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
