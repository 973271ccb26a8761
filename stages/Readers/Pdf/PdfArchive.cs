using System.Formats.Tar;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Parquet;

namespace Curation.Stages.Readers.Pdf;

/// <summary>The PDF files of a tar or zip archive; what has another ending is skipped unread.</summary>
internal sealed class PdfArchive(PdfReaderOptions options, ReaderInput input, PdfRecords records)
{
    static readonly string[] s_endings = [".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"];

    /// <summary>Whether a file is an archive, by its name.</summary>
    public static bool IsArchive(string name) => s_endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The items of the archive's files, in the archive's order (tar) or by name (zip).</summary>
    public IEnumerable<ReadItem> Read() => input.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Zip() : Tar();

    IEnumerable<ReadItem> Tar()
    {
        using var stream = new DecodedStream(DecodedInput.Open(input, 0, _ => true));
        using var tar = new TarReader(stream);
        while (true)
        {
            ReadItem? item = null;
            var isDamaged = false;
            try
            {
                if (tar.GetNextEntry() is not { } entry) yield break;
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile) item = Item(entry.Name, entry.Length, () => entry.DataStream ?? Stream.Null);
            }
            catch (Exception error) when (ZipInput.IsDamage(error))
            {
                isDamaged = true;
                item = new ReadItem.Failed(FailureReasons.Record, new(input.Name, -1, -1), $"{input.Name}: the archive is truncated or damaged and cannot be read further: {error.Message}");
            }
            if (item is not null) yield return item;
            if (isDamaged) yield break;
        }
    }

    IEnumerable<ReadItem> Zip()
    {
        using var stream = new SeekableInput(input);
        using var zip = ZipInput.Open(stream, input.Name);
        foreach (var entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/')) continue;
            ReadItem item;
            try
            {
                item = Item(entry.FullName, entry.Length, entry.Open);
            }
            catch (Exception error) when (ZipInput.IsDamage(error))
            {
                item = new ReadItem.Failed(FailureReasons.Record, new(input.Name, -1, -1) { RecordId = entry.FullName }, $"{input.Name}, {entry.FullName}: {error.Message}");
            }
            yield return item;
        }
    }

    ReadItem Item(string name, long length, Func<Stream> open)
    {
        name = name.Replace('\\', '/');
        var provenance = new Provenance(input.Name, -1, length) { RecordId = name };
        if (!name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase)) return new ReadItem.Skipped(PdfRecords.NotPdf, provenance);
        if (length > options.MaxFileBytes) return records.TooLarge(provenance, $"{input.Name}, {name}");
        using var content = open();
        if (PdfRecords.Read(content, options.MaxFileBytes, length) is not { } bytes) return records.TooLarge(provenance, $"{input.Name}, {name}");
        return bytes.Length == length ? records.Entry(name, bytes) : throw new InvalidDataException($"expected {length} bytes of {name}, found {bytes.Length}");
    }
}
