using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Readers.Parquet;
using SharpCompress.Archives;
using SharpCompress.Archives.SevenZip;

namespace Curation.Stages.Readers.Archives;

/// <summary>One entry of a 7z archive as a stream, its length and checksum checked.</summary>
internal static class SevenZipEntry
{
    /// <summary>First bytes of a 7z archive.</summary>
    public static ReadOnlySpan<byte> Magic => [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C];

    /// <summary>Opens the first entry whose name fits.</summary>
    /// <exception cref="InputException">The archive cannot be opened, or no entry fits.</exception>
    public static Stream Open(ReaderInput input, Func<string, bool> wanted) => Use(input, (archive, stored) =>
    {
        var names = new List<string>();
        foreach (var entry in archive.Entries)
        {
            if (entry.IsDirectory || entry.Key is not { } name) continue;
            if (wanted(name)) return new CheckedEntryStream(entry.OpenEntryStream(), entry.Size, (uint)entry.Crc, archive, stored);
            names.Add(name);
        }
        throw new InputException($"{input.Name}: expected the wanted entry in the archive, found {(names.Count == 0 ? "none" : string.Join(", ", names.Take(8)))}");
    });

    /// <summary>Names of the archive's files.</summary>
    /// <exception cref="InputException">The archive cannot be opened.</exception>
    public static IReadOnlyList<string> Names(ReaderInput input) => Use(input, (archive, stored) =>
    {
        using (stored)
        using (archive) return archive.Entries.Where(e => !e.IsDirectory).Select(e => e.Key ?? "").ToArray();
    });

    static T Use<T>(ReaderInput input, Func<IArchive, SeekableInput, T> use)
    {
        var stored = new SeekableInput(input);
        IArchive? archive = null;
        try
        {
            archive = SevenZipArchive.OpenArchive(stored, new());
            return use(archive, stored);
        }
        catch (Exception error)
        {
            archive?.Dispose();
            stored.Dispose();
            if (error is OutOfMemoryException or CurationException) throw;
            if (stored.Failure is { } failure) throw new InputException(failure.Message, failure);
            throw new InputException($"{input.Name}: expected a 7z archive, found one that cannot be opened ({error.Message}); it is truncated or damaged: fetch it again", error);
        }
    }
}
