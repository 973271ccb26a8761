using System.Collections.Frozen;
using System.Globalization;

namespace Curation.Stages.Rephrase.Grounding.Facts;

/// <summary>
/// Values that a number may have: digits are grouped and parted differently by language (<c>1,234</c> is 1234 or 1.234), words count too
/// (<c>three</c>, <c>dozen</c>), and <c>1.5 million</c> is 1500000. Two numbers agree if they share a value.
/// </summary>
static class NumberValues
{
    static readonly FrozenDictionary<string, int> s_words = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".Split(' ')
        .Select((w, i) => (w, i)).Concat([("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70), ("eighty", 80), ("ninety", 90), ("dozen", 12), ("hundred", 100), ("thousand", 1000)]))
        .ToFrozenDictionary(p => p.Item1, p => p.Item2, StringComparer.Ordinal);

    static readonly FrozenDictionary<string, decimal> s_scales = new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["hundred"] = 100,
        ["thousand"] = 1000,
        ["k"] = 1000,
        ["million"] = 1_000_000,
        ["millions"] = 1_000_000,
        ["mio"] = 1_000_000,
        ["billion"] = 1_000_000_000,
        ["trillion"] = 1_000_000_000_000,
        ["milliarden"] = 1_000_000_000,
        ["millionen"] = 1_000_000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Values of a number, the plain reading first; a scale behind it multiplies.</summary>
    public static List<string> Of(string digits, string? next)
    {
        var values = new List<string>(2);
        var text = digits.Replace('\u00A0', ',').Replace('\u202F', ',').Replace('\'', ',');
        if (text.AsSpan().ContainsAny(':', '/', '-') || text.Count(c => c == '.') > 1 && !IsGrouped(text, '.')) return [text];
        var (commas, stops) = (text.Count(c => c == ','), text.Count(c => c == '.'));
        if (commas == 0 && stops == 0) Add(text);
        else if (commas > 0 && stops > 0) Add(text.LastIndexOf('.') > text.LastIndexOf(',') ? text.Replace(",", "", StringComparison.Ordinal) : text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));
        else
        {
            var mark = commas > 0 ? ',' : '.';
            if (IsGrouped(text, mark)) Add(text.Replace(mark.ToString(), "", StringComparison.Ordinal));
            if (text.Count(c => c == mark) == 1) Add(text.Replace(',', '.'));
            else if (values.Count == 0) values.Add(text);
        }
        return values;

        void Add(string plain)
        {
            if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                values.Add(plain);
                return;
            }
            values.Add(Text(value));
            if (next is not null && s_scales.TryGetValue(next, out var scale) && value < 1_000_000_000) values.Add(Text(value * scale));
        }
    }

    /// <summary>The value of a word, or -1.</summary>
    public static int OfWord(string key) => s_words.GetValueOrDefault(key, -1);

    static bool IsGrouped(string text, char mark)
    {
        var groups = text.Split(mark);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
    }

    static string Text(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
