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
            var length = Length(line);
            m.Characters += length;
            if (IsBlank(line)) continue;
            m.Lines++;
            if (TerminalPunctuation.Ends(line)) m.PunctuatedLines++;
            if (length <= shortLine) m.ShortLines++;
            if (!seen.Add(line)) m.DuplicateCharacters += length;
        }
        m.NewLines = text.AsSpan().Count('\n');
        return m;
    }

    static bool IsBlank(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
            if (!char.IsWhiteSpace(c) && c is not (>= '\u001C' and <= '\u001F')) return false;
        return true;
    }

    /// <summary>Code points, where an unpaired surrogate is one.</summary>
    static int Length(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF')) return text.Length;
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i - 1], text[i])) continue;
            length--;
            i++;
        }
        return length;
    }
}
