using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Curation.Stages.Kernels;

namespace Curation.Stages.Readers.Warc;

/// <summary>Checks digests as WARC headers state them: algorithm, colon, Base32 or hexadecimal digits.</summary>
internal static class Digests
{
    /// <summary>Whether the bytes have this digest; null if the algorithm or the digits are not known, so that nothing can be said.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The standard's own algorithm; it finds damage, nobody trusts it for more.")]
    [SuppressMessage("Security", "CA5351", Justification = "The standard's own algorithm; it finds damage, nobody trusts it for more.")]
    public static bool? Matches(string digest, ReadOnlySpan<byte> bytes)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return null;
        var algorithm = digest[..colon].ToLowerInvariant().Replace("-", "", StringComparison.Ordinal);
        Span<byte> actual = stackalloc byte[64];
        int length;
        switch (algorithm)
        {
            case "sha1": length = SHA1.HashData(bytes, actual); break;
            case "md5": length = MD5.HashData(bytes, actual); break;
            case "sha256": length = SHA256.HashData(bytes, actual); break;
            case "sha512": length = SHA512.HashData(bytes, actual); break;
            default: return null;
        }
        actual = actual[..length];
        var stated = digest.AsSpan(colon + 1).Trim();
        if (stated.Length == 2 * length) return stated.Equals(Convert.ToHexString(actual), StringComparison.OrdinalIgnoreCase);
        return stated.TrimEnd('=').Equals(Base32.Encode(actual), StringComparison.OrdinalIgnoreCase);
    }
}
