using System.Collections.Concurrent;
using System.Globalization;
using Curation.Stages.Rephrase.Grounding;

namespace Curation.Tests.Rephrase.Grounding;

/// <summary>How many pairs of each kind the rules refused, and by which.</summary>
sealed class RecallTable
{
    readonly ConcurrentDictionary<string, ConcurrentDictionary<string, int>> _rows = new(StringComparer.Ordinal);

    /// <summary>Pairs that are not good.</summary>
    public int Corrupted => _rows.Where(r => !r.Key.StartsWith("good", StringComparison.Ordinal)).Sum(r => r.Value.Values.Sum());

    public void Count(string kind, GroundingFailure? failure) =>
        _rows.GetOrAdd(kind, _ => new(StringComparer.Ordinal)).AddOrUpdate(failure?.Reason.Id["rephrase.".Length..] ?? "", 1, (_, n) => n + 1);

    /// <summary>Share of the pairs of some kinds that were refused.</summary>
    public double Refused(params string[] kinds) => kinds.Sum(k => Refused(_rows[k])) / (double)kinds.Sum(k => _rows[k].Values.Sum());

    /// <summary>A row of Markdown a kind.</summary>
    public override string ToString() => string.Join('\n', _rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => string.Create(CultureInfo.InvariantCulture,
        $"| {r.Key} | {r.Value.Values.Sum():n0} | {Refused(r.Key):0.000} | {string.Join(", ", r.Value.Where(v => v.Key.Length > 0).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(4).Select(v => $"{v.Key} {v.Value}"))} |")));

    static int Refused(ConcurrentDictionary<string, int> reasons) => reasons.Where(r => r.Key.Length > 0).Sum(r => r.Value);
}
