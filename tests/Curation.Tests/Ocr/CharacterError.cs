using System.Text.RegularExpressions;

namespace Curation.Tests.Ocr;

/// <summary>Character error rate: edits between what was read and what is printed, by the characters printed.</summary>
static partial class CharacterError
{
    /// <summary>The rate, any white space put to one blank on both sides.</summary>
    public static double Rate(string expected, string found)
    {
        (expected, found) = (Blank().Replace(expected, " ").Trim(), Blank().Replace(found, " ").Trim());
        var row = Enumerable.Range(0, found.Length + 1).ToArray();
        for (var i = 1; i <= expected.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= found.Length; j++)
            {
                var substituted = diagonal + (expected[i - 1] == found[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return (double)row[^1] / Math.Max(1, expected.Length);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
