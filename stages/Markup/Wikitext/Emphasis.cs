namespace Curation.Stages.Markup.Wikitext;

/// <summary>
/// Which apostrophes of a line are text and not marks of bold and italic, by MediaWiki's rule: where both are unbalanced, one bold
/// mark is an apostrophe and an italic mark.
/// </summary>
internal readonly struct Emphasis
{
    readonly int _splitAt;

    public Emphasis(ReadOnlySpan<char> line)
    {
        _splitAt = -1;
        var (bold, italic) = (0, 0);
        var (single, longer, space) = (-1, -1, -1);
        for (var at = 0; ;)
        {
            var step = line[at..].IndexOf("''", StringComparison.Ordinal);
            if (step < 0) break;
            at += step;
            var run = line[at..].IndexOfAnyExcept('\'');
            if (run < 0) run = line.Length - at;
            if (run == 2 || run >= 5) italic++;
            if (run >= 3)
            {
                bold++;
                var mark = at + (run is 3 or 5 ? 0 : run == 4 ? 1 : run - 5);
                if (run is 3 or 4) Candidate(line, mark, ref single, ref longer, ref space);
            }
            at += run;
        }
        if ((bold & 1) == 1 && (italic & 1) == 1) _splitAt = single >= 0 ? single : longer >= 0 ? longer : space;
    }

    /// <summary>How many apostrophes of a run stay.</summary>
    public int Kept(int at, int run) => run switch
    {
        1 => 1,
        2 => 0,
        3 => at == _splitAt ? 1 : 0,
        4 => at + 1 == _splitAt ? 2 : 1,
        5 => 0,
        _ => run - 5,
    };

    static void Candidate(ReadOnlySpan<char> line, int mark, ref int single, ref int longer, ref int space)
    {
        var before = mark > 0 ? line[mark - 1] : ' ';
        var beforeThat = mark > 1 ? line[mark - 2] : ' ';
        if (before == ' ')
        {
            if (space < 0) space = mark;
        }
        else if (beforeThat == ' ')
        {
            if (single < 0) single = mark;
        }
        else if (longer < 0)
        {
            longer = mark;
        }
    }
}
