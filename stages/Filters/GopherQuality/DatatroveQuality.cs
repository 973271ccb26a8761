using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Python;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherQuality;

/// <summary>
/// datatrove's reading (<c>filters/gopher_quality_filter.py</c>): words and marks of a tokenizer, of which those count as words that have
/// more than listed punctuation; hash signs and ellipses each for themselves over words and marks; bullets are <c>•</c> and <c>-</c>;
/// different stop words, in their own case.
/// </summary>
static class DatatroveQuality
{
    public static GopherQualityMeasure Of(string text, ReadOnlySpan<Token> tokens, LanguageTable? table, bool unique)
    {
        var stopWords = new StopWordCount(table, unique, ignoreCase: false);
        var (words, characters, alphabetic) = (0, 0L, 0);
        foreach (ref readonly var token in tokens)
        {
            if (token.Has(TokenTraits.Letter)) alphabetic++;
            if (!token.Has(TokenTraits.Word)) continue;
            words++;
            characters += token.CodePoints;
            stopWords.Add(token.Of(text));
        }
        var hashes = text.AsSpan().Count('#');
        var ellipses = PythonText.Count(text, "...") + text.AsSpan().Count('…');
        var (lines, bullets, trailing) = Lines(text);
        var hashRatio = GopherQualityMeasure.Ratio(hashes, tokens.Length);
        var ellipsisRatio = GopherQualityMeasure.Ratio(ellipses, tokens.Length);
        return new()
        {
            Words = words,
            WordLength = GopherQualityMeasure.Ratio(characters, words),
            HashRatio = hashRatio,
            EllipsisRatio = ellipsisRatio,
            SymbolRatio = Math.Max(hashRatio, ellipsisRatio),
            BulletLineRatio = GopherQualityMeasure.Ratio(bullets, lines),
            EllipsisLineRatio = GopherQualityMeasure.Ratio(trailing, lines),
            AlphabeticRatio = GopherQualityMeasure.Ratio(alphabetic, tokens.Length),
            StopWords = stopWords.Count,
        };
    }

    static (int Lines, int Bullets, int Ellipses) Lines(ReadOnlySpan<char> rest)
    {
        var (lines, bullets, ellipses) = (0, 0, 0);
        while (PythonText.NextLine(ref rest, out var raw))
        {
            lines++;
            var line = PythonText.Strip(raw);
            if (line.IsEmpty) continue;
            if (line[0] is '•' or '-') bullets++;
            if (line[^1] == '…' || line.EndsWith("...")) ellipses++;
        }
        return (lines, bullets, ellipses);
    }
}
