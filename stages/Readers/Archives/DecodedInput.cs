using Curation.Core.Contracts;
using SharpCompress.Compressors.Xz;

namespace Curation.Stages.Readers.Archives;

/// <summary>
/// The decompressed bytes of a file as a window, whatever the container: plain, gzip, zstd, bzip2 or the entry of a 7z archive.
/// Behind damage it goes on where the format allows.
/// </summary>
internal abstract class DecodedInput : IDisposable
{
    /// <summary>Decompressed bytes at hand.</summary>
    public abstract ReadOnlySpan<byte> Window { get; }

    /// <summary>Decompressed bytes before the window.</summary>
    public abstract long Position { get; }

    /// <summary>Why <see cref="Fill"/> gave no more; null at the end of the file.</summary>
    public abstract string? Damage { get; }

    /// <summary>Whether the damage is a limit and not an error.</summary>
    public virtual bool LimitHit => false;

    /// <summary>Consumes bytes of the window.</summary>
    public abstract void Advance(int count);

    /// <summary>Adds bytes to the window; false at the end of the file or before damage.</summary>
    public abstract bool Fill();

    /// <summary>Empties the window and goes on behind the damage; false if nothing follows.</summary>
    public abstract bool Recover();

    /// <summary>
    /// Where in the stored file decoding can begin to reach a decompressed byte: the byte itself in a plain file, the block of
    /// bzip2 that holds it; -1 where the format has no such places.
    /// </summary>
    /// <param name="position">Offset among the decompressed bytes, not before <see cref="Position"/>.</param>
    public abstract long PlaceOf(long position);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Opens a file, told by its first bytes, at the first place at or behind <paramref name="start"/>.</summary>
    /// <param name="input">The file.</param>
    /// <param name="start">Stored offset; only plain files and bzip2 begin behind 0.</param>
    /// <param name="entry">Which entry of an archive is meant, by its name; the first one that fits.</param>
    public static DecodedInput Open(ReaderInput input, long start, Func<string, bool> entry)
    {
        Span<byte> head = stackalloc byte[6];
        using (var stream = input.Open(0)) head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith("BZh"u8)) return new Bzip2Input(input, start);
        if (head.SequenceEqual(SevenZipEntry.Magic)) return new StreamInput(SevenZipEntry.Open(input, entry), input.Name);
        if (head.SequenceEqual((ReadOnlySpan<byte>)[0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0])) return new StreamInput(new XZStream(input.Open(0)), input.Name);
        return new ContainerInput(input with { Start = start });
    }
}
