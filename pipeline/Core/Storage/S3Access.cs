namespace Curation.Core.Storage;

/// <summary>How buckets are reached.</summary>
public record S3Access
{
    /// <summary>URL of the server, for stores other than AWS. Default: <c>AWS_ENDPOINT_URL_S3</c> or <c>AWS_ENDPOINT_URL</c> of the environment, else AWS.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Region. Default: <c>AWS_REGION</c> or the profile's, else <c>us-east-1</c>.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the bucket stands in the path and not in the host's name. Default: yes with an endpoint, no on AWS.</summary>
    public bool? PathStyle { get; init; }

    /// <summary>Whether requests are not signed, for public buckets that allow it.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Profile of the AWS configuration files. Default: <c>AWS_PROFILE</c>, else the SDK's chain (environment, files, container, instance).</summary>
    public string? Profile { get; init; }

    /// <summary>Checksums that the SDK adds to requests; older servers answer them with 400.</summary>
    public S3Checksums Checksums { get; init; } = S3Checksums.Detect;
}

/// <summary>When the SDK adds checksums of its own.</summary>
public enum S3Checksums
{
    /// <summary>Always on AWS; on other servers if the first write with one is accepted.</summary>
    Detect,

    /// <summary>Only where the operation requires one; uploads carry an MD5 instead.</summary>
    WhenRequired,

    /// <summary>Wherever the operation supports one.</summary>
    WhenSupported,
}
