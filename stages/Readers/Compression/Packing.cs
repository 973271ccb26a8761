using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.Readers.Compression;

/// <summary>How a file is compressed, told by its first bytes and not by its name.</summary>
internal enum Packing
{
    Plain,
    Gzip,
    Zstd,
}

/// <summary>Recognises how files are compressed.</summary>
internal static class PackingDetector
{
    /// <summary>Looks at the first bytes of a file.</summary>
    /// <exception cref="InputException">It is compressed in a way that is not read.</exception>
    public static Packing Detect(ReaderInput input)
    {
        Span<byte> head = stackalloc byte[6];
        using var stream = input.Open(0);
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        head = head[..length];
        if (IsGzip(head)) return Packing.Gzip;
        if (IsZstd(head)) return Packing.Zstd;
        var other = head.StartsWith((ReadOnlySpan<byte>)[0x04, 0x22, 0x4D, 0x18]) ? "lz4"
            : head.StartsWith("BZh"u8) ? "bzip2"
            : head.StartsWith((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]) ? "xz" : null;
        return other is null ? Packing.Plain : throw new InputException(
            $"{input.Name}: compressed with {other}, which is not read; expected gzip, zstd or plain bytes. Compress it with gzip or zstd instead.");
    }

    /// <summary>Whether a gzip member may begin here: magic, deflate, no reserved flags.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> at) => at.Length >= 4 && at[0] == 0x1F && at[1] == 0x8B && at[2] == 8 && (at[3] & 0xE0) == 0;

    /// <summary>Whether a zstd frame or a skippable one may begin here.</summary>
    public static bool IsZstd(ReadOnlySpan<byte> at) => at.Length >= 4
        && ((at[0] == 0x28 && at[1] == 0xB5 && at[2] == 0x2F && at[3] == 0xFD)
            || ((at[0] & 0xF0) == 0x50 && at[1] == 0x2A && at[2] == 0x4D && at[3] == 0x18));
}
