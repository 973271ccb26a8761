using System.Buffers;
using Curation.Stages.Filters.Urls;
using Curation.Stages.Text.Python;

namespace Curation.Stages.Filters.C4;

/// <summary>
/// Words and phrases that drop a document, as dolma compares them: a word is what stands between blanks, a phrase may be anywhere in
/// a line. In languages written without blanks a word may be anywhere too, as C4's multilingual code has it.
/// </summary>
sealed class BadWordList
{
    readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    readonly SearchValues<string>? _phrases;
    readonly SearchValues<string>? _anywhere;

    public BadWordList(IEnumerable<string> entries)
    {
        var all = entries.ToArray();
        _words.UnionWith(all.Where(e => !e.Contains(' ')));
        var phrases = all.Where(e => e.Contains(' ')).ToArray();
        if (phrases.Length > 0) _phrases = SearchValues.Create(phrases, StringComparison.OrdinalIgnoreCase);
        if (all.Length > 0) _anywhere = SearchValues.Create(all, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads a file; null gives an empty list.</summary>
    /// <exception cref="Core.Errors.ConfigException">The file cannot be read.</exception>
    public static BadWordList Load(string? file) => new(file is null ? [] : ListFile.Lines(file));

    public bool IsIn(ReadOnlySpan<char> line, bool unspaced)
    {
        if (_anywhere is null) return false;
        if (unspaced) return line.ContainsAny(_anywhere);
        return HasWord(line) || (_phrases is not null && line.ContainsAny(_phrases));
    }

    bool HasWord(ReadOnlySpan<char> line)
    {
        var lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < line.Length;)
        {
            while (i < line.Length && PythonText.IsSpace(line[i])) i++;
            var start = i;
            while (i < line.Length && !PythonText.IsSpace(line[i])) i++;
            if (i > start && lookup.Contains(line[start..i])) return true;
        }
        return false;
    }
}
