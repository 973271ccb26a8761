using Curation.Core.Contracts;
using Curation.Stages.Readers.Code.Licensing;

namespace Curation.Stages.Readers.Code;

/// <summary>One file of a checked-out repository; licence files of the folders above it are read as siblings.</summary>
internal sealed class CodeFolder(CodeReaderOptions options, ReaderInput input)
{
    static readonly string[] s_licenses = ["LICENSE", "LICENSE.txt", "LICENSE.md", "LICENSE-MIT", "LICENSE-APACHE", "LICENCE", "COPYING", "COPYING.LESSER", "COPYING.LESSERv3", "COPYINGv2", "COPYINGv3", "COPYING3", "COPYING3.LIB", "COPYING.LIB", "COPYING.txt", "UNLICENSE", "LICENSE.rst", "LICENSE.TXT", "License.txt", "license.txt", "LICENSE.BSD", "LICENCE.txt", "COPYING.md", "COPYRIGHT", "License", "LICENSE-junit.txt", "README", "README.md", "README.rst", "README.txt"];

    public IEnumerable<ReadItem> Read()
    {
        var documents = new CodeDocuments(options, input);
        var (repository, path) = Split(input.Name);
        var file = new CodeFile(repository, path, null);
        if (path.StartsWith(".git/", StringComparison.Ordinal) || documents.Unwanted(path, input.Size) is not null)
        {
            yield return documents.Skip(file, documents.Unwanted(path, input.Size) ?? CodeReasons.Binary);
            yield break;
        }
        var bytes = Bytes(input, options.MaxFileBytes);
        var (license, all) = License(repository, path);
        yield return documents.Make(file with { License = license, AllLicenses = all }, bytes);
    }

    (string Repository, string Path) Split(string name)
    {
        var at = 0;
        for (var depth = 0; depth < options.RepositoryDepth; depth++)
        {
            var slash = name.IndexOf('/', at);
            if (slash < 0) break;
            at = slash + 1;
        }
        return at == 0 ? ("", name) : (name[..(at - 1)], name[at..]);
    }

    (string? License, string? All) License(string repository, string path)
    {
        var licenses = new RepositoryLicenses();
        for (var folder = path; folder.Length > 0;)
        {
            folder = folder[..Math.Max(0, folder.LastIndexOf('/'))];
            foreach (var name in s_licenses)
            {
                var place = folder.Length == 0 ? name : $"{folder}/{name}";
                if (input.Sibling(repository.Length == 0 ? place : $"{repository}/{place}") is { } sibling && CodeText.Decode(Bytes(sibling, RepositoryLicenses.MaxBytes), out _) is { } text) licenses.Add(place, text);
            }
            if (licenses.Of(path) is { } license) return (license, licenses.AllOf(path));
        }
        return default;
    }

    static byte[] Bytes(ReaderInput file, int most)
    {
        using var stream = file.Open(0);
        using var memory = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; memory.Length <= most && (read = stream.Read(buffer)) > 0;) memory.Write(buffer, 0, read);
        return memory.ToArray();
    }
}
