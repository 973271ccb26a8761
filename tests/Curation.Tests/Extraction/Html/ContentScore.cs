using System.Text.RegularExpressions;

namespace Curation.Tests.Extraction.Html;

/// <summary>How near an extracted text is to an annotated one, by the definitions of the WCXB benchmark.</summary>
static partial class ContentScore
{
    /// <summary>Words of a text, lower case.</summary>
    public static List<string> Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(m => m.Value)];

    /// <summary>F1 of the words, each as often as it stands there; order does not count.</summary>
    public static double WordF1(string extracted, string annotated) => F1(Words(extracted), Words(annotated));

    /// <summary>F1 of the runs of four words, in which order counts.</summary>
    public static double ShingleF1(string extracted, string annotated) => F1(Shingles(Words(extracted)), Shingles(Words(annotated)));

    /// <summary>Whether a text holds a snippet, white space and case aside.</summary>
    public static bool Holds(string text, string snippet) => string.Join(' ', Words(text)).Contains(string.Join(' ', Words(snippet)), StringComparison.Ordinal);

    static List<string> Shingles(List<string> words) => words.Count < 4 ? [string.Join(' ', words)] : [.. Enumerable.Range(0, words.Count - 3).Select(i => string.Join(' ', words.GetRange(i, 4)))];

    static double F1(List<string> extracted, List<string> annotated)
    {
        if (annotated.Count == 0 || extracted.Count == 0) return annotated.Count == extracted.Count ? 1 : 0;
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in annotated) left[item] = left.GetValueOrDefault(item) + 1;
        var common = 0;
        foreach (var item in extracted)
        {
            if (left.GetValueOrDefault(item) is not (> 0 and var count)) continue;
            left[item] = count - 1;
            common++;
        }
        return 2.0 * common / (extracted.Count + annotated.Count);
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
