using System.IO.Compression;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Stages.Filters.Urls;

/// <summary>Reads list files: an entry a line, plain or gzip.</summary>
static class ListFile
{
    /// <summary>Longest line that is taken for an entry.</summary>
    const int MaxLine = 64 * 1024;

    /// <summary>Most bytes of a list after decompression, against gzip bombs: several times the largest published list.</summary>
    const long MaxBytes = 1L << 30;

    /// <summary>Entries without surrounding blanks; empty lines and comments (<c>#</c> alone or followed by a blank) are left out.</summary>
    /// <exception cref="ConfigException">The file cannot be read or is no list.</exception>
    public static List<string> Lines(string path)
    {
        var lines = new List<string>();
        try
        {
            using var file = File.OpenRead(path);
            using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
            using var reader = new StreamReader(stream, new UTF8Encoding(false));
            long characters = 0;
            while (reader.ReadLine() is { } line)
            {
                characters += line.Length + 1;
                if (line.Length > MaxLine) throw new ConfigException($"{path}, line {lines.Count + 1}: expected an entry of at most {MaxLine} characters, found {line.Length}; is this a list with one entry a line?");
                if (characters > MaxBytes) throw new ConfigException($"{path}: expected at most {MaxBytes} characters; split the list");
                var entry = line.AsSpan().Trim();
                if (entry.IsEmpty || IsComment(entry)) continue;
                lines.Add(entry.Length == line.Length ? line : entry.ToString());
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ConfigException($"cannot read the list {path}: {error.Message}", error);
        }
        return lines;
    }

    // "#word" is an entry of published word lists, "# text" is a comment.
    static bool IsComment(ReadOnlySpan<char> entry) => entry[0] == '#' && (entry.Length == 1 || char.IsWhiteSpace(entry[1]));
}
