namespace Curation.Stages.Kernels;

/// <summary>Base32 of RFC 4648 without padding, as web archives write digests.</summary>
internal static class Base32
{
    const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The digits of these bytes, upper case.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> target = bytes.Length <= 64 ? stackalloc char[((bytes.Length * 8) + 4) / 5] : new char[((bytes.Length * 8) + 4) / 5];
        var bits = 0;
        var held = 0;
        var at = 0;
        foreach (var value in bytes)
        {
            held = (held << 8) | value;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                target[at++] = Digits[(held >> bits) & 31];
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0) target[at++] = Digits[(held << (5 - bits)) & 31];
        return new string(target[..at]);
    }
}
