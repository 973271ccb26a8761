using System.IO.Compression;
using Curation.Core.Errors;
using Curation.Stages.Readers.Parquet;

namespace Curation.Stages.Readers.Archives;

/// <summary>Opens zip archives, and tells what of an archive's errors is damage to it.</summary>
static class ZipInput
{
    /// <summary>The archive in a stream, its list of entries read; the stream stays open.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="InputException">It is no zip archive, or truncated or damaged.</exception>
    public static ZipArchive Open(SeekableInput stream, string name)
    {
        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            // The list is read when it is first asked for.
            _ = zip.Entries;
            return zip;
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw new InputException(stream.Failure?.Message ?? $"{name}: expected a zip archive, found one that cannot be opened ({error.Message}); it is truncated or damaged: fetch it again", error);
        }
    }

    /// <summary>What the libraries for archives throw on bytes that are none.</summary>
    public static bool IsDamage(Exception error) =>
        error is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or NotSupportedException;
}
