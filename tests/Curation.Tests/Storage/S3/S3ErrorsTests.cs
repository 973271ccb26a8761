using Curation.Core.Errors;
using Curation.Core.Storage;
using Curation.Tests.Storage.Faults;

namespace Curation.Tests.Storage.S3;

/// <summary>Answers that a healthy store does not give, from a server that gives just them.</summary>
public sealed class S3ErrorsTests : IAsyncDisposable
{
    readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    readonly FileServer _server = new();

    public S3ErrorsTests()
    {
        if (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is not null) return;
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "nobody");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "nothing");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(400, "ExpiredToken", typeof(StorageException), "they have expired")]
    [InlineData(403, "RequestTimeTooSkewed", typeof(StorageException), "set it right (NTP)")]
    [InlineData(403, "InvalidAccessKeyId", typeof(StorageException), "AWS_ACCESS_KEY_ID")]
    [InlineData(403, "AccessDenied", typeof(InputException), "s3:GetObject")]
    [InlineData(404, "NoSuchBucket", typeof(ConfigException), "bucket 'b' does not exist")]
    [InlineData(301, "PermanentRedirect", typeof(ConfigException), "storage.buckets.b.region")]
    [InlineData(404, "NoSuchKey", typeof(FileNotFoundException), "does not exist")]
    [InlineData(500, "InternalError", typeof(InputException), "after 2 retries")]
    [InlineData(503, "SlowDown", typeof(InputException), "after 2 retries")]
    public async Task OpenRead_Refused_NamesTheObjectAndTheRemedy(int status, string code, Type expected, string words)
    {
        _server.First = _ => Error(status, code);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Storage().OpenReadAsync("s3://b/folder/object", cancellationToken: _cancellation));
        Assert.Equal(expected, error.GetType());
        Assert.Contains("s3://b/folder/object", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "AccessDenied", typeof(StorageException), "s3:PutObject")]
    [InlineData(404, "NoSuchBucket", typeof(ConfigException), "bucket 'b' does not exist")]
    [InlineData(500, "InternalError", typeof(OutputException), "after 2 retries")]
    public async Task Prepare_Refused_NamesTheFolderAndTheRemedy(int status, string code, Type expected, string words)
    {
        _server.First = _ => Error(status, code);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Storage().PrepareAsync("s3://b/out", _cancellation));
        Assert.Equal(expected, error.GetType());
        Assert.Contains("s3://b/out", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_StoreThatIgnoresTheCondition_IsRefused()
    {
        _server.First = _ => HttpMessage.Answer(200, "", ("ETag", "\"d41d8cd98f00b204e9800998ecf8427e\""));
        var error = await Assert.ThrowsAsync<ConfigException>(() => Storage().PrepareAsync("s3://b/out", _cancellation));
        Assert.Contains("If-None-Match", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected 412", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutIfAbsent_LostAnswer_KnowsItsOwnObject()
    {
        string? mark = null;
        var puts = 0;
        _server.First = request =>
        {
            if (request.Target.EndsWith(".commit-probe", StringComparison.Ordinal)) return Error(412, "PreconditionFailed");
            if (request.Method == "HEAD") return HttpMessage.Answer(200, "", ("x-amz-meta-curate-attempt", mark!), ("ETag", "\"x\""));
            mark = request["x-amz-meta-curate-attempt"];
            // Stored, but the answer is an error; the second attempt finds an object.
            return ++puts == 1 ? Error(500, "InternalError") : Error(412, "PreconditionFailed");
        };
        Assert.True(await Storage().PutIfAbsentAsync("s3://b/out/commit.json", "{}"u8.ToArray(), _cancellation));
        mark = "another's";
        _server.First = request => request.Method == "HEAD" ? HttpMessage.Answer(200, "", ("x-amz-meta-curate-attempt", "another's"), ("ETag", "\"x\"")) : Error(412, "PreconditionFailed");
        Assert.False(await Storage().PutIfAbsentAsync("s3://b/out/commit.json", "{}"u8.ToArray(), _cancellation));
    }

    [Fact]
    public async Task Prepare_OldStoreWithoutChecksums_GoesOnWithoutThem()
    {
        var seen = new List<bool>();
        _server.First = request =>
        {
            var trailer = request["x-amz-trailer"] is not null || request.Headers.Any(h => h.Key.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase));
            seen.Add(trailer);
            return trailer ? Error(400, "InvalidArgument") : Error(412, "PreconditionFailed");
        };
        await Storage().PrepareAsync("s3://b/out", _cancellation);
        Assert.Equal([true, false], seen);
    }

    StorageRouter Storage() => new(new() { Endpoint = _server.Url, Retries = 2 });

    static HttpMessage Error(int status, string code) => HttpMessage.Answer(status,
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>As the test says.</Message><BucketName>b</BucketName><RequestId>1</RequestId></Error>",
        ("Content-Type", "application/xml"));
}
