using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Curation.Core.Resilience;
using RetryPolicy = Curation.Core.Resilience.RetryPolicy;

namespace Curation.Core.Storage.S3;

/// <summary>A bucket with its client, pace and retries.</summary>
sealed class S3Bucket
{
    readonly S3Access _access;
    readonly Lock _lock = new();
    readonly Lazy<AWSCredentials> _credentials;
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
        _credentials = new(() => DefaultAWSCredentialsIdentityResolver.GetCredentials(Config()), LazyThreadSafetyMode.PublicationOnly);
        Presigned = new(this, access.Anonymous);
        Retry = new(governor, options.Retries, S3Errors.Classify, counters.Retry);
    }

    public string Name { get; }

    /// <summary>URL of the server; null for AWS.</summary>
    public string? Endpoint { get; }

    /// <summary>The server in messages.</summary>
    public string Server => Endpoint ?? "AWS";

    /// <summary>URL of the bucket on a server with an endpoint of its own; null on AWS.</summary>
    public string? Root => Endpoint is null ? null : IsPathStyle ? $"{Endpoint.TrimEnd('/')}/{Name}" : Endpoint.TrimEnd('/').Replace("://", $"://{Name}.", StringComparison.Ordinal);

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

    /// <summary>Signs URLs with the credentials of the SDK's chain, which are renewed there.</summary>
    public async Task<S3UrlSigner> SignerAsync()
    {
        var credentials = await _credentials.Value.GetCredentialsAsync().ConfigureAwait(false);
        return new(credentials.AccessKey, credentials.SecretKey, credentials.Token, Region ?? "us-east-1");
    }

    bool IsPathStyle => _access.PathStyle ?? Endpoint is not null;

    string? Region => _access.Region ?? Set("AWS_REGION") ?? Set("AWS_DEFAULT_REGION");

    /// <summary>A request with retries; what the last attempt threw becomes an error about the path.</summary>
    public async Task<T> CallAsync<T>(string path, S3Purpose purpose, Func<IAmazonS3, CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        return await CallAsync(path, purpose, token => request(Client, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same of a request that may do without the SDK's client.</summary>
    public async Task<T> CallAsync<T>(string path, S3Purpose purpose, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken)
    {
        try { return await Retry.RunAsync(request, cancellationToken).ConfigureAwait(false); }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested) { throw S3Errors.Explain(error, path, purpose, this); }
    }

    AmazonS3Client Create() => _access.Anonymous ? new(new AnonymousAWSCredentials(), Config()) : new(Config());

    AmazonS3Config Config()
    {
        var config = new AmazonS3Config
        {
            // Attempts are ours: an ambiguous conditional write must be seen, and the pace kept.
            MaxErrorRetry = 0,
            Timeout = TimeSpan.FromSeconds(Options.TimeoutSeconds),
            ForcePathStyle = IsPathStyle,
            RequestChecksumCalculation = _checksums != false ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (Endpoint is not null) (config.ServiceURL, config.AuthenticationRegion) = (Endpoint, Region ?? "us-east-1");
        else if (Region is not null || config.RegionEndpoint is null) config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Region ?? "us-east-1");
        if (_access.Profile is { } profile) config.Profile = new Amazon.Profile(profile);
        return config;
    }

    static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
