using System.Formats.Tar;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Stages.Readers.Archives;
using Curation.Stages.Readers.Code.Licensing;
using Curation.Stages.Readers.Parquet;

namespace Curation.Stages.Readers.Code;

/// <summary>What a file holds: nothing but itself, or many files.</summary>
internal enum ArchiveKind
{
    None,
    Tar,
    Zip,
    Parquet,
}

/// <summary>
/// The files of an archive of one repository. It is read twice: first for the licence files, which may stand behind the files that they
/// are about.
/// </summary>
internal sealed class CodeArchive(CodeReaderOptions options, ReaderInput input, ArchiveKind kind)
{
    static readonly string[] s_tarEndings = [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"];

    /// <summary>What a file is by its name; a tar in a container is told from a single compressed file by it too.</summary>
    public static ArchiveKind KindOf(ReaderInput input)
    {
        if (input.Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)) return ArchiveKind.Parquet;
        if (input.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) return ArchiveKind.Zip;
        return s_tarEndings.Any(e => input.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ? ArchiveKind.Tar : ArchiveKind.None;
    }

    /// <summary>The items of the archive's files.</summary>
    public IEnumerable<ReadItem> Read()
    {
        var licenses = new RepositoryLicenses();
        foreach (var entry in Entries(e => (RepositoryLicenses.IsLicenseFile(e.Path) || RepositoryLicenses.IsReadme(e.Path)) && e.Length <= RepositoryLicenses.MaxBytes))
            if (entry.Bytes is not null && CodeText.Decode(entry.Bytes, out _) is { } text) licenses.Add(entry.Path, text);
        var documents = new CodeDocuments(options, input);
        var repository = Repository();
        foreach (var entry in Entries(e => documents.Unwanted(Inside(e.Path), e.Length) is null))
        {
            var file = new CodeFile(repository, Inside(entry.Path), licenses.Of(entry.Path)) { AllLicenses = licenses.AllOf(entry.Path) };
            if (entry.Problem is not null) yield return new ReadItem.Failed(FailureReasons.Record, new Provenance(input.Name, -1, -1), $"{input.Name}{(entry.Path.Length > 0 ? $", {entry.Path}" : "")}: {entry.Problem}");
            else if (entry.IsLink) yield return documents.Skip(file, CodeReasons.Link);
            else if (entry.Bytes is null) yield return documents.Skip(file, documents.Unwanted(file.Path, entry.Length)!);
            else yield return documents.Make(file, entry.Bytes);
        }
    }

    /// <summary>The archive's name without folders and endings.</summary>
    string Repository()
    {
        var name = input.Name[(input.Name.LastIndexOf('/') + 1)..];
        foreach (var ending in s_tarEndings.OrderByDescending(e => e.Length).Append(".zip"))
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return name[..^ending.Length];
        return name;
    }

    /// <summary>A path without the folder that archives put all files into.</summary>
    static string Inside(string path)
    {
        if (path.StartsWith("./", StringComparison.Ordinal)) path = path[2..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? path : path[(slash + 1)..];
    }

    IEnumerable<ArchiveEntry> Entries(Func<ArchiveEntry, bool> wanted) => kind == ArchiveKind.Zip ? Zip(wanted) : Tar(wanted);

    IEnumerable<ArchiveEntry> Tar(Func<ArchiveEntry, bool> wanted)
    {
        using var stream = new DecodedStream(DecodedInput.Open(input, 0, _ => true));
        using var tar = new TarReader(stream);
        while (true)
        {
            ArchiveEntry? entry;
            try
            {
                if (tar.GetNextEntry() is not { } next) yield break;
                if (next.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes or TarEntryType.ExtendedAttributes) continue;
                entry = new(next.Name.Replace('\\', '/'), next.Length, next.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile));
                if (!entry.IsLink && wanted(entry)) entry = entry with { Bytes = Bytes(next.DataStream, entry.Length) };
            }
            catch (Exception error) when (ZipInput.IsDamage(error))
            {
                entry = new("", 0, false) { Problem = $"the archive is truncated or damaged and cannot be read further: {error.Message}" };
            }
            yield return entry;
            if (entry.Problem is not null) yield break;
        }
    }

    IEnumerable<ArchiveEntry> Zip(Func<ArchiveEntry, bool> wanted)
    {
        using var stream = new SeekableInput(input);
        using var zip = ZipInput.Open(stream, input.Name);
        foreach (var item in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (item.FullName.EndsWith('/')) continue;
            var entry = new ArchiveEntry(item.FullName.Replace('\\', '/'), item.Length, (item.ExternalAttributes >> 28) == 0xA);
            try
            {
                if (!entry.IsLink && wanted(entry))
                {
                    using var content = item.Open();
                    entry = entry with { Bytes = Bytes(content, entry.Length) };
                }
            }
            catch (Exception error) when (ZipInput.IsDamage(error))
            {
                entry = entry with { Problem = error.Message };
            }
            yield return entry;
        }
    }

    /// <summary>An entry's bytes; what grows beyond the length that the archive states is not read.</summary>
    static byte[] Bytes(Stream? content, long length)
    {
        if (content is null) return [];
        var bytes = new byte[length];
        var read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : throw new InvalidDataException($"expected {length} bytes, found {read}");
    }

    /// <summary>An entry of an archive.</summary>
    sealed record ArchiveEntry(string Path, long Length, bool IsLink)
    {
        public byte[]? Bytes { get; init; }

        public string? Problem { get; init; }
    }
}
