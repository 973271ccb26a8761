using Curation.Stages.Kernels;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Sentences;

namespace Curation.Stages.Filters.FineWeb;

/// <summary>Counts of a document that FineWeb's rules are made of.</summary>
struct FineWebMeasure
{
    [ThreadStatic]
    static SpanIndex? t_lines;

    /// <summary>Lines that are not blank; those of them that end in terminal punctuation, and those that are short.</summary>
    public int Lines, PunctuatedLines, ShortLines;

    /// <summary>Code points of second and later occurrences of lines, and of all but line ends.</summary>
    public int DuplicateCharacters, Characters;

    public int NewLines;

    public static FineWebMeasure Of(string text, int shortLine)
    {
        var m = new FineWebMeasure();
        var seen = t_lines ??= new();
        seen.Clear(0);
        var start = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var length = PythonText.Length(line);
            m.Characters += length;
            var at = start;
            start += line.Length + 1;
            if (PythonText.Strip(line).IsEmpty) continue;
            m.Lines++;
            if (TerminalPunctuation.Ends(line)) m.PunctuatedLines++;
            if (length <= shortLine) m.ShortLines++;
            if (seen.CountOf(seen.Add(text, at, line.Length)) > 1) m.DuplicateCharacters += length;
        }
        m.NewLines = text.AsSpan().Count('\n');
        return m;
    }
}
