using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Stages.Pdf.Assembly;

/// <summary>Headings: short paragraphs larger than the body, or bold by themselves.</summary>
internal static class Headings
{
    const int Longest = 160;
    const int MostLines = 3;

    /// <summary>The headings in order; the largest size is level 1.</summary>
    public static ImmutableArray<Heading> Of(IReadOnlyList<Paragraph> paragraphs, string text)
    {
        if (paragraphs.Count == 0) return [];
        var body = paragraphs.GroupBy(p => Rounded(p.Size)).Select(g => (Size: g.Key, Length: g.Sum(p => p.End - p.Start)))
            .OrderByDescending(g => g.Length).ThenBy(g => g.Size).First().Size;
        var headings = paragraphs.Where(p => IsHeading(p, body, text)).ToArray();
        var levels = headings.Select(h => Rounded(h.Size)).Distinct().OrderDescending().Select((size, index) => (size, level: Math.Min(6, index + 1))).ToDictionary(l => l.size, l => l.level);
        return [.. headings.Select(h => new Heading(levels[Rounded(h.Size)], h.Start, text[h.Start..h.End].Replace('\n', ' ')))];
    }

    static bool IsHeading(in Paragraph paragraph, float body, string text)
    {
        if (paragraph.Lines > MostLines || paragraph.End - paragraph.Start is < 2 or > Longest) return false;
        var words = text.AsSpan(paragraph.Start, paragraph.End - paragraph.Start);
        var letters = 0;
        foreach (var character in words)
            if (char.IsLetter(character)) letters++;
        if (letters * 2 < words.Length || words[^1] is '.' or ',' or ';') return false;
        return Rounded(paragraph.Size) >= body * 1.12f || (paragraph.IsBold && Rounded(paragraph.Size) >= body * .98f);
    }

    static float Rounded(float size) => MathF.Round(size * 2) / 2;
}
