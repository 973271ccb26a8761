using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Curation.Core.Storage.S3;

/// <summary>
/// Presigned URLs by version 4 of AWS's signatures, the parameters in the query: what the SDK makes by a pipeline whose code takes 20 MB.
/// </summary>
/// <param name="accessKey">Key's name.</param>
/// <param name="secretKey">The key.</param>
/// <param name="token">Token of a session; null or empty if there is none.</param>
/// <param name="region">Region of the bucket.</param>
sealed class S3UrlSigner(string accessKey, string secretKey, string? token, string region)
{
    /// <summary>Signs one kind of request for an object.</summary>
    /// <param name="root">URL of the bucket, without a slash at its end.</param>
    /// <param name="key">The object's key.</param>
    /// <param name="verb">GET or HEAD.</param>
    /// <param name="time">When it is signed.</param>
    /// <param name="validity">How long the URL is good.</param>
    public Uri Sign(string root, string key, string verb, DateTimeOffset time, TimeSpan validity)
    {
        var bucket = new Uri(root);
        var path = $"{bucket.AbsolutePath.TrimEnd('/')}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
        var stamp = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{stamp[..8]}/{region}/s3/aws4_request";
        var session = string.IsNullOrEmpty(token) ? "" : $"&X-Amz-Security-Token={Uri.EscapeDataString(token)}";
        // In the order of their names, as the signature has them.
        var query = string.Create(CultureInfo.InvariantCulture, $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Uri.EscapeDataString($"{accessKey}/{scope}")}&X-Amz-Date={stamp}&X-Amz-Expires={(long)validity.TotalSeconds}{session}&X-Amz-SignedHeaders=host");
        var request = $"{verb}\n{path}\n{query}\nhost:{bucket.Authority}\n\nhost\nUNSIGNED-PAYLOAD";
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Bytes(request)))}";
        var signing = Bytes("AWS4" + secretKey);
        foreach (var part in scope.Split('/')) signing = HMACSHA256.HashData(signing, Bytes(part));
        return new($"{bucket.GetLeftPart(UriPartial.Authority)}{path}?{query}&X-Amz-Signature={Hex(HMACSHA256.HashData(signing, Bytes(text)))}");
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
