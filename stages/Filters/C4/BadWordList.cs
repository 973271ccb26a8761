using Curation.Core.Errors;

namespace Curation.Stages.Filters.C4;

/// <summary>Words and phrases that drop a document, as dolma compares them: a word is what stands between blanks, a phrase may be anywhere in a line.</summary>
sealed class BadWordList
{
    readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    readonly string[] _phrases;

    public BadWordList(IEnumerable<string> entries)
    {
        var all = entries.Select(e => e.Trim()).Where(e => e.Length > 0).ToArray();
        _words.UnionWith(all.Where(e => !e.Contains(' ')));
        _phrases = [.. all.Where(e => e.Contains(' '))];
    }

    /// <summary>Reads a file; null gives an empty list.</summary>
    /// <exception cref="ConfigException">The file cannot be read.</exception>
    public static BadWordList Load(string? file)
    {
        try
        {
            return new(file is null ? [] : File.ReadLines(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"cannot read the list of bad words {file}: {error.Message}", error);
        }
    }

    public bool IsIn(ReadOnlySpan<char> line)
    {
        if (_words.Count > 0)
        {
            var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
            for (var i = 0; i < line.Length;)
            {
                while (i < line.Length && PyText.IsSpace(line[i])) i++;
                var start = i;
                while (i < line.Length && !PyText.IsSpace(line[i])) i++;
                if (i > start && lookup.Contains(line[start..i])) return true;
            }
        }
        foreach (var phrase in _phrases)
            if (line.Contains(phrase, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
