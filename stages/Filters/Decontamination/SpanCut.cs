using System.Text;

namespace Curation.Stages.Filters.Decontamination;

/// <summary>Cuts spans out of a text, with the punctuation that ends them.</summary>
static class SpanCut
{
    /// <param name="text">The text.</param>
    /// <param name="spans">Start and end of each, in any order; they may overlap.</param>
    /// <param name="padding">Characters more on either side, up to a blank.</param>
    public static string Cut(string text, IEnumerable<(int Start, int End)> spans, int padding)
    {
        var left = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end) in spans.Select(s => Widen(text, s, padding)).Order())
        {
            if (start > at) left.Append(text, at, start - at);
            at = Math.Max(at, end);
        }
        return left.Append(text, at, text.Length - at).ToString();
    }

    static (int, int) Widen(string text, (int Start, int End) span, int padding)
    {
        var (start, end) = (Math.Max(0, span.Start - padding), Math.Min(text.Length, span.End + padding));
        if (padding > 0)
        {
            while (start > 0 && !char.IsWhiteSpace(text[start - 1])) start--;
            while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
        }
        while (end < text.Length && char.IsPunctuation(text[end])) end++;
        return (start, end);
    }
}
