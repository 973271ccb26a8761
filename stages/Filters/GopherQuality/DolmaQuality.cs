using System.Buffers;
using Curation.Stages.Text.Languages;
using Curation.Stages.Text.Tokens;

namespace Curation.Stages.Filters.GopherQuality;

/// <summary>
/// dolma's reading (<c>taggers/gopher.py</c>), made a decision: words between blanks, their median length, words with <c>#</c> or
/// <c>…</c>, lines that begin with <c>*</c> or <c>-</c> and end with <c>…</c> as they stand, occurrences of stop words.
/// </summary>
static class DolmaQuality
{
    static readonly SearchValues<char> s_symbols = SearchValues.Create("#…");

    public static GopherQualityMeasure Of(string text, ReadOnlySpan<Token> words, LanguageTable? table, bool unique, bool runs)
    {
        var stopWords = new StopWordCount(table, unique, ignoreCase: false);
        var (alphabetic, hashes, ellipses, symbols) = (0, 0, 0, 0);
        var anySymbol = text.AsSpan().ContainsAny(s_symbols);
        foreach (ref readonly var token in words)
        {
            if (token.Has(TokenTraits.Letter)) alphabetic++;
            var word = token.Of(text);
            stopWords.Add(word);
            if (!anySymbol) continue;
            var (hash, ellipsis) = (word.Contains('#'), word.Contains('…'));
            if (hash) hashes++;
            if (ellipsis) ellipses++;
            if (hash || ellipsis) symbols++;
        }
        var (lines, bullets, trailing) = Lines(text, runs);
        return new()
        {
            Words = words.Length,
            WordLength = Median(words),
            HashRatio = GopherQualityMeasure.Ratio(hashes, words.Length),
            EllipsisRatio = GopherQualityMeasure.Ratio(ellipses, words.Length),
            SymbolRatio = GopherQualityMeasure.Ratio(symbols, words.Length),
            BulletLineRatio = GopherQualityMeasure.Ratio(bullets, lines),
            EllipsisLineRatio = GopherQualityMeasure.Ratio(trailing, lines),
            AlphabeticRatio = GopherQualityMeasure.Ratio(alphabetic, words.Length),
            StopWords = stopWords.Count,
        };
    }

    static double Median(ReadOnlySpan<Token> words)
    {
        if (words.IsEmpty) return 0;
        var lengths = ArrayPool<int>.Shared.Rent(words.Length);
        for (var i = 0; i < words.Length; i++) lengths[i] = words[i].CodePoints;
        var sorted = lengths.AsSpan(0, words.Length);
        sorted.Sort();
        var median = (sorted[(words.Length - 1) / 2] + sorted[words.Length / 2]) / 2.0;
        ArrayPool<int>.Shared.Return(lengths);
        return median;
    }

    static (int Lines, int Bullets, int Ellipses) Lines(ReadOnlySpan<char> text, bool runs)
    {
        var (lines, bullets, ellipses) = (0, 0, 0);
        var at = 0;
        while (Gopher.LineFeeds.Next(text, ref at, runs, out var line))
        {
            lines++;
            if (line.IsEmpty) continue;
            if (line[0] is '*' or '-') bullets++;
            if (line[^1] == '…') ellipses++;
        }
        return (lines, bullets, ellipses);
    }
}
