using Curation.Stages.Filters.Gopher;
using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Tokens;
using Curation.Stages.Text.Words;

namespace Curation.Stages.Filters.GopherQuality;

/// <summary>
/// DCLM's reading (<c>baselines/mappers/filters/content_filters.py</c>): the number of words is fastText's, those that begin with a letter or
/// digit; all else is over words between blanks: mean length, the sum of <c>#</c>, <c>...</c>, <c>. . .</c> and <c>…</c>, stop words
/// in any case. Lines are stripped and empty ones left out; bullets are <c>●</c>, <c>•</c>, <c>*</c> and <c>-</c>.
/// </summary>
static class DclmQuality
{
    public static GopherQualityMeasure Of(string text, ReadOnlySpan<Token> words, LanguageTable? table, bool unique)
    {
        var stopWords = new StopWordCount(table, unique, ignoreCase: true);
        var (characters, alphabetic) = (0L, 0);
        foreach (ref readonly var token in words)
        {
            if (token.Has(TokenTraits.Letter)) alphabetic++;
            characters += token.CodePoints;
            stopWords.Add(token.Of(text));
        }
        var hashes = text.AsSpan().Count('#');
        var ellipses = PythonText.Count(text, "...") + PythonText.Count(text, ". . .") + text.AsSpan().Count('…');
        var (lines, bullets, trailing) = Lines(text);
        return new()
        {
            Words = table is { IsUnspaced: true } ? words.Length : FastTextWords.Count(text),
            WordLength = GopherQualityMeasure.Ratio(characters, words.Length),
            HashRatio = GopherQualityMeasure.Ratio(hashes, words.Length),
            EllipsisRatio = GopherQualityMeasure.Ratio(ellipses, words.Length),
            SymbolRatio = GopherQualityMeasure.Ratio(hashes + ellipses, words.Length),
            BulletLineRatio = GopherQualityMeasure.Ratio(bullets, lines),
            EllipsisLineRatio = GopherQualityMeasure.Ratio(trailing, lines),
            AlphabeticRatio = GopherQualityMeasure.Ratio(alphabetic, words.Length),
            StopWords = stopWords.Count,
        };
    }

    static (int Lines, int Bullets, int Ellipses) Lines(ReadOnlySpan<char> text)
    {
        var (lines, bullets, ellipses) = (0, 0, 0);
        var at = 0;
        while (LineFeeds.Next(text, ref at, runs: false, out var raw))
        {
            var line = PythonText.Strip(raw);
            if (line.IsEmpty) continue;
            lines++;
            if (line[0] is '●' or '•' or '*' or '-') bullets++;
            if (line[^1] == '…' || line.EndsWith("...") || line.EndsWith(". . .")) ellipses++;
        }
        return (lines, bullets, ellipses);
    }
}
