using Curation.Stages.Filters.Gopher;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherRepetition;

/// <summary>
/// DCLM's reading (<c>baselines/mappers/filters/content_filters.py</c>, <c>massive_web_repetition_filters</c>): stripped lines and paragraphs
/// without empty ones, all occurrences of what is repeated, a single one never; words of UAX 29 without punctuation; the longest of
/// the commonest n-grams; of repeated n-grams the words that any of them covers.
/// </summary>
static class DclmRepetition
{
    public static RepetitionMeasure Of(string text, ReadOnlySpan<Token> words)
    {
        var scratch = RepetitionScratch.Mine;
        var lines = Pieces(text, scratch, paragraphs: false);
        if (lines.Count == 0) return new() { Empty = true };
        var m = new RepetitionMeasure();
        (m.Lines, m.LineCharacters) = Shares(lines);
        (m.Paragraphs, m.ParagraphCharacters) = Shares(Pieces(text, scratch, paragraphs: true));
        scratch.Sum(words);
        var before = scratch.Before;
        var characters = (double)Math.Max(1, before[words.Length]);
        scratch.NGrams.Start(text, words);
        for (var n = 2; n <= 10; n++)
        {
            scratch.NGrams.Next();
            m.NGrams[n] = (n <= 4 ? Top(scratch.NGrams, before) : Covered(scratch.NGrams, before)) / characters;
        }
        return m;
    }

    static (double Share, double Characters) Shares(RepeatedPieces pieces) => pieces.Count < 2
        ? (0, 0)
        : ((double)pieces.Repeated / pieces.Count, (double)pieces.RepeatedCharacters / pieces.Characters);

    static RepeatedPieces Pieces(ReadOnlySpan<char> text, RepetitionScratch scratch, bool paragraphs)
    {
        scratch.Pieces.Clear(0);
        var found = new RepeatedPieces(scratch.Pieces, all: true);
        for (var at = 0; ;)
        {
            var start = at;
            var more = paragraphs ? LineFeeds.NextParagraph(text, ref at, runs: false, out var raw) : LineFeeds.Next(text, ref at, runs: false, out raw);
            if (!more) return found;
            var piece = PythonText.Strip(raw);
            if (piece.IsEmpty) continue;
            raw.Overlaps(piece, out var skipped);
            found.Add(text, start + skipped, piece.Length);
        }
    }

    static long Top(NGramLevels grams, int[] before)
    {
        var (most, longest) = (1, 0);
        for (var number = 0; number < grams.Different; number++)
        {
            var (count, first) = grams.Repeated(number);
            if (count < most || count == 1) continue;
            var length = before[first + grams.N] - before[first];
            longest = count > most ? length : Math.Max(longest, length);
            most = count;
        }
        return (long)most * longest;
    }

    static long Covered(NGramLevels grams, int[] before)
    {
        var (covered, end) = (0L, 0);
        for (var i = 0; i < grams.Count; i++)
        {
            if (grams[i] < 0) continue;
            var from = Math.Max(end, i);
            end = i + grams.N;
            covered += before[end] - before[from];
        }
        return covered;
    }
}
