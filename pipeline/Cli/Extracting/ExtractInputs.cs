using Curation.Core.Contracts;
using Curation.Core.Errors;
using Curation.Stages.Readers.Files;
using Curation.Stages.Readers.Warc;

namespace Curation.Cli.Extracting;

/// <summary>Records of files that are named on the command line: web archives record by record, every other file as one record.</summary>
static class ExtractInputs
{
    static readonly string[] s_archives = [".warc", ".warc.gz", ".warc.zst", ".wet", ".wet.gz", ".arc", ".arc.gz"];

    /// <summary>Files of a path: itself, or all below a folder in ordinal order.</summary>
    /// <exception cref="ConfigException">There is nothing at the path.</exception>
    public static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new ConfigException($"{path} does not exist; give files or folders");
        return Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    /// <summary>The records of a file, in order.</summary>
    public static IEnumerable<ReadItem> Read(string path, CancellationToken cancellationToken)
    {
        var services = new StageServices();
        IReader reader = s_archives.Any(a => path.EndsWith(a, StringComparison.OrdinalIgnoreCase))
            ? WarcReader.Create(new(), services)
            : HtmlFilesReader.Create(new(), services);
        return reader.Read(new()
        {
            Name = path,
            Source = "file",
            Size = new FileInfo(path).Length,
            Open = offset =>
            {
                var stream = File.OpenRead(path);
                stream.Position = offset;
                return stream;
            },
        }, cancellationToken);
    }
}
