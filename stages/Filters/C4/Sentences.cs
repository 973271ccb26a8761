using System.Buffers;

namespace Curation.Stages.Filters.C4;

/// <summary>Counts sentences by their ends.</summary>
static class Sentences
{
    static readonly SearchValues<char> s_ends = SearchValues.Create(".!?。！？．｡");

    /// <summary>
    /// Sentences of a line: runs of end marks, with what closes behind them, before a blank, the end or (in scripts written without
    /// blanks) anything; what follows the last is one more. Only what holds a letter or digit counts.
    /// </summary>
    public static int Count(ReadOnlySpan<char> line)
    {
        var count = 0;
        var from = 0;
        for (var at = Next(line, 0); at >= 0;)
        {
            var after = at + 1;
            while (after < line.Length && (s_ends.Contains(line[after]) || char.IsPunctuation(line[after]))) after++;
            var ends = after == line.Length || line[at] > '\u2FFF' || PyText.IsSpace(line[after]);
            if (ends && HasLetterOrDigit(line[from..at])) count++;
            if (ends) from = after;
            at = Next(line, after);
        }
        return count + (HasLetterOrDigit(line[from..]) ? 1 : 0);
    }

    static int Next(ReadOnlySpan<char> line, int from)
    {
        var at = line[from..].IndexOfAny(s_ends);
        return at < 0 ? -1 : from + at;
    }

    static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (char.IsLetterOrDigit(c)) return true;
        return false;
    }
}
