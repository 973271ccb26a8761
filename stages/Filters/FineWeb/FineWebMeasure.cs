using Curation.Stages.Filters.C4;

namespace Curation.Stages.Filters.FineWeb;

/// <summary>Counts of a document that FineWeb's rules are made of.</summary>
struct FineWebMeasure
{
    /// <summary>Lines that are not blank; those of them that end in terminal punctuation, and those that are short.</summary>
    public int Lines, PunctuatedLines, ShortLines;

    /// <summary>Code points of second and later occurrences of lines, and of all but line ends.</summary>
    public int DuplicateCharacters, Characters;

    public int NewLines;

    public static FineWebMeasure Of(string text, int shortLine)
    {
        var m = new FineWebMeasure();
        var seen = new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var length = PyText.Length(line);
            m.Characters += length;
            if (PyText.Strip(line).IsEmpty) continue;
            m.Lines++;
            if (TerminalPunctuation.Ends(line)) m.PunctuatedLines++;
            if (length <= shortLine) m.ShortLines++;
            if (!seen.Add(line)) m.DuplicateCharacters += length;
        }
        m.NewLines = text.AsSpan().Count('\n');
        return m;
    }
}
