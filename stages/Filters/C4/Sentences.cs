namespace Curation.Stages.Filters.C4;

/// <summary>Counts sentences by their ends.</summary>
static class Sentences
{
    const string SentenceEnds = ".!?。！？．｡";

    /// <summary>Sentences of a line: runs of terminators before a blank, a capital's closing mark or the end; what follows the last is one more.</summary>
    public static int Count(ReadOnlySpan<char> line)
    {
        var count = 0;
        var open = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (!SentenceEnds.Contains(c))
            {
                open |= char.IsLetterOrDigit(c);
                continue;
            }
            var wide = c > '\u2FFF';
            while (i + 1 < line.Length && (SentenceEnds.Contains(line[i + 1]) || char.IsPunctuation(line[i + 1]))) i++;
            if (!open || !(wide || i + 1 == line.Length || PyText.IsSpace(line[i + 1]))) continue;
            count++;
            open = false;
        }
        return count + (open ? 1 : 0);
    }
}
