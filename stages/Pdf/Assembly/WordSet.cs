namespace Curation.Stages.Pdf.Assembly;

/// <summary>Words of a document, to decide whether a hyphen at the end of a line belongs to the word.</summary>
internal sealed class WordSet
{
    readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordSet() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the words of a line; the last one is left out if it is cut.</summary>
    public void Add(ReadOnlySpan<char> line)
    {
        var isCut = line.Length > 0 && Hyphens.IsHyphen(line[^1]);
        for (var at = 0; at < line.Length;)
        {
            if (!char.IsLetter(line[at])) { at++; continue; }
            var end = at + 1;
            while (end < line.Length && (char.IsLetter(line[end]) || (line[end] == '-' && end + 1 < line.Length && char.IsLetter(line[end + 1])))) end++;
            if (end - at is > 3 and < 40 && !(isCut && end >= line.Length - 1)) _lookup.Add(line[at..end]);
            at = end;
        }
    }

    /// <summary>Whether a word stands in the document.</summary>
    public bool Contains(ReadOnlySpan<char> word) => _lookup.Contains(word);
}
