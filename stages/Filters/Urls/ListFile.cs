using System.IO.Compression;
using System.Text;
using Curation.Core.Errors;

namespace Curation.Stages.Filters.Urls;

/// <summary>Reads list files: an entry a line, plain or gzip.</summary>
static class ListFile
{
    /// <summary>Longest line that is taken for an entry.</summary>
    const int MaxLine = 64 * 1024;

    /// <summary>Most characters of a list after decompression, against gzip bombs: several times the largest published list.</summary>
    const long MaxCharacters = 1L << 30;

    /// <summary>Entries without surrounding blanks; empty lines and comments (<c>#</c> alone or followed by a blank) are left out.</summary>
    /// <exception cref="ConfigException">The file cannot be read or is no list.</exception>
    public static IEnumerable<string> Lines(string path)
    {
        using var reader = Open(path);
        var buffer = new char[MaxLine];
        var (filled, number, characters) = (0, 0, 0L);
        while (true)
        {
            var read = Read(reader, buffer.AsSpan(filled), path);
            filled += read;
            characters += read;
            if (characters > MaxCharacters) throw new ConfigException($"{path}: expected at most {MaxCharacters} characters; split the list");
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf('\n') is >= 0 and var length)
            {
                number++;
                if (Entry(buffer.AsSpan(start, length)) is { } entry) yield return entry;
                start += length + 1;
            }
            if (read == 0)
            {
                if (Entry(buffer.AsSpan(start, filled - start)) is { } last) yield return last;
                yield break;
            }
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
                throw new ConfigException($"{path}, line {number + 1}: expected an entry of at most {MaxLine} characters, found a longer line; is this a list with one entry a line?");
        }
    }

    static StreamReader Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            return new(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file, new UTF8Encoding(false));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error);
        }
    }

    static int Read(StreamReader reader, Span<char> buffer, string path)
    {
        try
        {
            return reader.Read(buffer);
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            throw Unreadable(path, error);
        }
    }

    static ConfigException Unreadable(string path, Exception error) => new($"cannot read the list {path}: {error.Message}", error);

    // "#word" is an entry of published word lists, "# text" is a comment.
    static string? Entry(ReadOnlySpan<char> line)
    {
        var entry = line.Trim();
        return entry.IsEmpty || (entry[0] == '#' && (entry.Length == 1 || char.IsWhiteSpace(entry[1]))) ? null : entry.ToString();
    }
}
