using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Curation.Core.Errors;
using Curation.Core.Resilience;
using Curation.Core.Storage.Http;

namespace Curation.Core.Storage.S3;

/// <summary>What a request was for.</summary>
enum S3Purpose
{
    Read,
    List,
    Write,
}

/// <summary>What errors of S3 mean for the next attempt, and for the user.</summary>
static class S3Errors
{
    public static Failure Classify(Exception error) => error switch
    {
        CurationException or FileNotFoundException => new(FailureKind.Fatal),
        AmazonS3Exception { StatusCode: not 0 } s3 => Classify(s3),
        HttpAnswerException answer => Failure.OfStatus(answer.Status, answer.RetryAfter),
        AmazonUnmarshallingException => new(FailureKind.Transient),
        _ => Failure.OfConnection(error),
    };

    static Failure Classify(AmazonS3Exception error) => error.ErrorCode switch
    {
        "SlowDown" or "ServiceUnavailable" or "RequestLimitExceeded" or "Throttling" or "ThrottlingException" or "TooManyRequests" => new(FailureKind.Throttled),
        "RequestTimeout" or "InternalError" or "BadDigest" or "IncompleteBody" or "OperationAborted" or "ConditionalRequestConflict" => new(FailureKind.Transient),
        "AccessDenied" or "AllAccessDisabled" or "AccountProblem" or "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken"
            or "TokenRefreshRequired" or "RequestTimeTooSkewed" or "InvalidObjectState" or "RequestExpired" => new(FailureKind.Fatal),
        _ => Failure.OfStatus((int)error.StatusCode),
    };

    /// <summary>An error about a path, in words that tell what to do.</summary>
    public static Exception Explain(Exception error, string path, S3Purpose purpose, S3Bucket bucket)
    {
        if (error is CurationException or FileNotFoundException) return error;
        var s3 = error as AmazonS3Exception;
        var code = s3?.ErrorCode ?? "";
        switch (code)
        {
            case "NoSuchBucket":
                return new ConfigException($"{path}: bucket '{bucket.Name}' does not exist at {bucket.Server}; create it, or correct the path, storage.endpoint or storage.region", error);
            case "ExpiredToken" or "TokenRefreshRequired" or "RequestExpired":
                return new StorageException($"{path}: {bucket.Server} refuses the credentials, as they have expired; get new ones (AWS_SESSION_TOKEN, 'aws sso login'), then run again: what is committed stays", error);
            case "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken":
                return new StorageException($"{path}: {bucket.Server} does not accept the credentials ({code}); correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or the profile, then run again: what is committed stays", error);
            case "RequestTimeTooSkewed":
                return new StorageException($"{path}: the clock of {Environment.MachineName} differs too much from that of {bucket.Server} ({Plain(s3!)}); set it right (NTP), then run again: what is committed stays", error);
            case "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException":
                return new ConfigException($"{path}: bucket '{bucket.Name}' is in another region ({Plain(s3!)}); set storage.region, or storage.buckets.{bucket.Name}.region", error);
        }
        if (s3 is { StatusCode: HttpStatusCode.NotFound } && purpose != S3Purpose.Write)
            return new FileNotFoundException($"{path} does not exist at {bucket.Server}", path, error);
        if (s3 is { StatusCode: HttpStatusCode.PreconditionFailed } && purpose == S3Purpose.Read)
            return new InputException($"{path} changed while it was read; run again when nobody writes it", error);
        if (s3 is { StatusCode: HttpStatusCode.Forbidden }) return Denied(error, path, purpose, bucket, code);
        if (s3 is null && Failure.OfConnection(error).Kind == FailureKind.Fatal && error is AmazonClientException)
            return new StorageException($"{path}: no credentials for {bucket.Server} were found in the environment, the AWS profile or an instance role; give them there, or set storage.anonymous for a public bucket", error);
        var what = error is HttpAnswerException answer ? $"{answer.Status} {answer.Message}" : s3 is null ? $"{Innermost(error).Message}" : $"{(int)s3.StatusCode} {code}: {Plain(s3)}";
        var said = $"{bucket.Server} answers no request with success, after {bucket.Options.Retries} retries: {what}";
        return purpose == S3Purpose.Write
            ? new OutputException(path, said, error)
            : new InputException($"{path} cannot be read: {said}; check the network and storage.endpoint, then run again", error);
    }

    static CurationException Denied(Exception error, string path, S3Purpose purpose, S3Bucket bucket, string code)
    {
        var why = code.Length == 0 || code == "Forbidden" ? "403" : code;
        return purpose switch
        {
            S3Purpose.Write => new StorageException($"{path}: {bucket.Server} denies writing ({why}); the credentials need s3:PutObject, s3:AbortMultipartUpload and s3:DeleteObject there", error),
            S3Purpose.List => new ConfigException($"{path}: {bucket.Server} denies listing ({why}); the credentials need s3:ListBucket, or name the objects one by one", error),
            _ => new InputException($"{path}: {bucket.Server} denies reading ({why}); the credentials need s3:GetObject on it, and without s3:ListBucket a missing object looks the same", error),
        };
    }

    static string Plain(AmazonS3Exception error) => Innermost(error).Message.TrimEnd('.');

    static Exception Innermost(Exception error)
    {
        while (error is not AmazonS3Exception { StatusCode: not 0 } && error.InnerException is { } inner) error = inner;
        return error;
    }
}
