using Curation.Core.Errors;

namespace Curation.Core.Storage.S3;

/// <summary>A bucket and a key or prefix in it.</summary>
readonly record struct S3Location(string Bucket, string Key)
{
    public const string Scheme = "s3://";

    /// <summary>Reads <c>s3://bucket/key</c>.</summary>
    /// <exception cref="ConfigException">There is no bucket in it.</exception>
    public static S3Location Parse(string path)
    {
        var rest = path.StartsWith(Scheme, StringComparison.Ordinal) ? path[Scheme.Length..] : "";
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var location = slash < 0 ? new S3Location(rest, "") : new(rest[..slash], rest[(slash + 1)..]);
        return location.Bucket.Length > 0 ? location : throw new ConfigException($"{path}: expected s3://bucket/key, found no bucket");
    }

    public override string ToString() => $"{Scheme}{Bucket}/{Key}";
}
