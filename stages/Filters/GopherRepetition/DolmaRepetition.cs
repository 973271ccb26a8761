using Curation.Stages.Filters.Gopher;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// dolma's reading (<c>taggers/gopher.py</c>), made a decision: words between blanks; all occurrences of what is repeated, over the characters of
/// words; repeated n-grams over the characters of all n-grams of that length. It has no paragraphs.
/// </summary>
static class DolmaRepetition
{
    public static RepetitionMeasure Of(string text, ReadOnlySpan<Token> words, bool runs)
    {
        if (text.Length == 0) return new() { Empty = true };
        var scratch = RepetitionScratch.Mine;
        scratch.Sum(words);
        var before = scratch.Before;
        var characters = (double)Math.Max(1, before[words.Length]);
        var lines = Lines(text, scratch, runs);
        var m = new RepetitionMeasure { Lines = (double)lines.Repeated / lines.Count, LineCharacters = lines.RepeatedCharacters / characters };
        scratch.NGrams.Start(text, words);
        for (var n = 2; n <= 10; n++)
        {
            scratch.NGrams.Next();
            m.NGrams[n] = n <= 4 ? Top(scratch.NGrams, before) / characters : Repeated(scratch.NGrams, before);
        }
        return m;
    }

    static RepeatedPieces Lines(ReadOnlySpan<char> text, RepetitionScratch scratch, bool runs)
    {
        scratch.Pieces.Clear(0);
        var found = new RepeatedPieces(scratch.Pieces, all: true);
        for (var at = 0; ;)
        {
            var start = at;
            if (!LineFeeds.Next(text, ref at, runs, out var line)) return found;
            found.Add(text, start, line.Length);
        }
    }

    static long Top(NGramLevels grams, int[] before)
    {
        if (grams.Count == 0) return 0;
        var (most, first) = (1, 0);
        for (var number = 0; number < grams.Different; number++)
            if (grams.Repeated(number) is var found && found.Count > most) (most, first) = found;
        return (long)most * (before[first + grams.N] - before[first]);
    }

    static double Repeated(NGramLevels grams, int[] before)
    {
        var (all, repeated) = (0L, 0L);
        for (var i = 0; i < grams.Count; i++)
        {
            var length = before[i + grams.N] - before[i];
            all += length;
            if (grams[i] >= 0) repeated += length;
        }
        return (double)repeated / Math.Max(1, all);
    }
}
