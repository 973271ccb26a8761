using Amazon.Runtime;
using Amazon.S3;
using Curation.Core.Resilience;
using RetryPolicy = Curation.Core.Resilience.RetryPolicy;

namespace Curation.Core.Storage.S3;

/// <summary>A bucket with its client, pace and retries.</summary>
sealed class S3Bucket
{
    readonly S3Access _access;
    readonly Lock _lock = new();
    IAmazonS3? _client;
    bool? _checksums;

    public S3Bucket(string name, S3Access access, StorageOptions options, StorageCounters counters, RateGovernor governor)
    {
        (Name, _access, Options, Counters) = (name, access, options, counters);
        Endpoint = EndpointOf(access);
        _checksums = access.Checksums switch
        {
            S3Checksums.WhenRequired => false,
            S3Checksums.WhenSupported => true,
            _ => Endpoint is null ? true : null,
        };
        Presigned = new(this, access.Anonymous);
        Retry = new(governor, options.Retries, S3Errors.Classify, counters.Retry);
    }

    public string Name { get; }

    /// <summary>URL of the server; null for AWS.</summary>
    public string? Endpoint { get; }

    /// <summary>The server in messages.</summary>
    public string Server => Endpoint ?? "AWS";

    public StorageOptions Options { get; }

    public StorageCounters Counters { get; }

    public RetryPolicy Retry { get; }

    /// <summary>Reads without the SDK's pipeline.</summary>
    public S3Presigned Presigned { get; }

    /// <summary>Whether the SDK may add checksums of its own; null if that is not known yet: the first write finds it out.</summary>
    public bool? Checksums
    {
        get => _checksums;
        set
        {
            lock (_lock)
            {
                if (_checksums == value) return;
                _checksums = value;
                _client = null;
            }
        }
    }

    public IAmazonS3 Client
    {
        get { lock (_lock) return _client ??= Create(); }
    }

    /// <summary>The server of an access, with what the environment says; null for AWS.</summary>
    public static string? EndpointOf(S3Access access) => access.Endpoint
        ?? Set("AWS_ENDPOINT_URL_S3") ?? Set("AWS_ENDPOINT_URL");

    /// <summary>A request with retries; what the last attempt threw becomes an error about the path.</summary>
    public async Task<T> CallAsync<T>(string path, S3Purpose purpose, Func<IAmazonS3, CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        try { return await Retry.RunAsync(token => request(Client, token), cancellationToken).ConfigureAwait(false); }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested) { throw S3Errors.Explain(error, path, purpose, this); }
    }

    AmazonS3Client Create()
    {
        var config = new AmazonS3Config
        {
            // Attempts are ours: an ambiguous conditional write must be seen, and the pace kept.
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromSeconds(Options.TimeoutSeconds),
            ForcePathStyle = _access.PathStyle ?? Endpoint is not null,
            RequestChecksumCalculation = _checksums != false ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        var region = _access.Region ?? Set("AWS_REGION") ?? Set("AWS_DEFAULT_REGION");
        if (Endpoint is not null) (config.ServiceURL, config.AuthenticationRegion) = (Endpoint, region ?? "us-east-1");
        else if (region is not null || config.RegionEndpoint is null) config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region ?? "us-east-1");
        if (_access.Profile is { } profile) config.Profile = new Amazon.Profile(profile);
        return _access.Anonymous ? new AmazonS3Client(new AnonymousAWSCredentials(), config) : new AmazonS3Client(config);
    }

    static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
