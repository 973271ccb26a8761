using Curation.Stages.Filters.Gopher;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// datatrove's reading (<c>filters/gopher_repetition_filter.py</c>): second and later occurrences, over all characters of the text, blanks
/// included. Paragraphs end at two line feeds or more of the stripped text, lines at one or more; the commonest n-gram (at equal
/// counts the first) counts with the blanks between its words, repeated n-grams as <see cref="JoinedNGrams"/> has them.
/// </summary>
static class DatatroveRepetition
{
    public static RepetitionMeasure Of(string text, ReadOnlySpan<Token> tokens)
    {
        if (text.Length == 0) return new() { Empty = true };
        var scratch = RepetitionScratch.Mine;
        var characters = (double)PythonText.Length(text);
        var m = new RepetitionMeasure();
        var (paragraphs, lines) = (Paragraphs(PythonText.Strip(text), scratch), Lines(text, scratch));
        (m.Paragraphs, m.ParagraphCharacters) = ((double)paragraphs.Repeated / paragraphs.Count, paragraphs.RepeatedCharacters / characters);
        (m.Lines, m.LineCharacters) = ((double)lines.Repeated / lines.Count, lines.RepeatedCharacters / characters);
        scratch.Sum(tokens);
        scratch.NGrams.Start(text, tokens);
        scratch.Joined.Start(text, tokens);
        for (var n = 2; n <= 4; n++)
        {
            scratch.NGrams.Next();
            m.NGrams[n] = Top(scratch.NGrams, scratch.Before) / characters;
        }
        for (var n = 5; n <= 10; n++) m.NGrams[n] = scratch.Joined.Repeated(n) / characters;
        return m;
    }

    static RepeatedPieces Paragraphs(ReadOnlySpan<char> text, RepetitionScratch scratch)
    {
        scratch.Pieces.Clear(0);
        var found = new RepeatedPieces(scratch.Pieces, all: false);
        for (var at = 0; ;)
        {
            var start = at;
            if (!LineFeeds.NextParagraph(text, ref at, runs: true, out var paragraph)) return found;
            found.Add(text, start, paragraph.Length);
        }
    }

    static RepeatedPieces Lines(ReadOnlySpan<char> text, RepetitionScratch scratch)
    {
        scratch.Pieces.Clear(0);
        var found = new RepeatedPieces(scratch.Pieces, all: false);
        for (var at = 0; ;)
        {
            var start = at;
            if (!LineFeeds.Next(text, ref at, runs: true, out var line)) return found;
            found.Add(text, start, line.Length);
        }
    }

    /// <summary>Code points of the commonest n-gram's occurrences.</summary>
    static long Top(NGramLevels grams, int[] before)
    {
        if (grams.Count == 0) return 0;
        var (most, first) = (1, 0);
        for (var number = 0; number < grams.Different; number++)
            if (grams.Repeated(number) is var found && found.Count > most) (most, first) = found;
        return (long)most * (before[first + grams.N] - before[first] + grams.N - 1);
    }
}
