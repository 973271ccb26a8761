using System.Globalization;
using System.Text.Json;
using Curation.Core.Documents;

namespace Curation.Tests.Filters.Parity;

/// <summary>Values that an original measured beside our signals.</summary>
static class Measured
{
    // The originals' values are rounded to six digits.
    const double Half = 5.1e-7;

    /// <summary>Both as texts to compare; a value that is absent or null counts as 0, and ours as the original's where it rounds to it.</summary>
    public static (string Expected, string Found) Values(JsonElement values, Verdict verdict, IEnumerable<(string Key, string Signal)> names)
    {
        var signals = Verdicts.SignalsOf(verdict);
        var (expected, found) = (new List<string>(), new List<string>());
        foreach (var (key, signal) in names)
        {
            var value = values.TryGetProperty(key, out var json) ? Number(json) : 0;
            var ours = signals[signal] ?? double.NaN;
            expected.Add(value.ToString(CultureInfo.InvariantCulture));
            found.Add((Math.Abs(ours - value) <= Half ? value : ours).ToString(CultureInfo.InvariantCulture));
        }
        return (string.Join(' ', expected), string.Join(' ', found));
    }

    // DCLM's are pairs of a decision and a value.
    static double Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.Array => Number(json[1]),
        _ => 0,
    };
}
