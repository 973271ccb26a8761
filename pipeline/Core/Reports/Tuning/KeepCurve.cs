using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Curation.Core.Contracts;
using Curation.Core.Statistics;

namespace Curation.Core.Reports.Tuning;

/// <summary>
/// How many documents a stage keeps by the threshold of one option: those that no other rule drops, by the value of theirs that the option
/// judges. Values are counted in bins of two digits; within one bin, exactly.
/// </summary>
sealed class KeepCurve(string stage, IReadOnlySet<string> later, ImmutableArray<TuningRule> rules, string option, ImmutableArray<string> signals, int? bin)
{
    readonly int[] _columns = [.. rules.Select(r => signals.IndexOf(r.Signal))];
    readonly int[] _passes = [.. rules.Select(r => r.PassesBy is null ? -1 : signals.IndexOf(r.PassesBy))];
    readonly Dictionary<int, long> _bins = [];
    readonly Dictionary<double, long> _values = [];
    readonly RuleBound _bound = rules.First(r => r.Option == option).Bound;
    long _in, _always;

    public void Add(SignalBatch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var by = batch.Stages?[row];
            if (by is null || later.Contains(by)) Add(batch, row, null);
            else if (by == stage && !batch.Reasons![row]!.StartsWith("failed.", StringComparison.Ordinal)) Add(batch, row, batch.Reasons[row]);
        }
    }

    public void Add(KeepCurve other)
    {
        (_in, _always) = (_in + other._in, _always + other._always);
        foreach (var (key, count) in other._bins) Count(_bins, key, count);
        foreach (var (key, count) in other._values) Count(_values, key, count);
    }

    /// <summary>The bin in which the threshold for a share lies.</summary>
    public int Bin(double share)
    {
        var wanted = Wanted(share);
        foreach (var (key, count) in Ordered(_bins))
            if ((wanted -= count) <= 0) return key;
        return Ordered(_bins).Select(b => b.Key).LastOrDefault();
    }

    /// <summary>The threshold for a share.</summary>
    public double Threshold(double share)
    {
        var wanted = Wanted(share) - Ordered(_bins).TakeWhile(b => b.Key != bin).Sum(b => b.Value);
        foreach (var (value, count) in Ordered(_values))
            if ((wanted -= count) <= 0) return value;
        return Ordered(_values).Select(v => v.Key).LastOrDefault();
    }

    /// <summary>Documents beside those always kept that a share asks for.</summary>
    long Wanted(double share) => (long)Math.Ceiling(share * _in) - _always;

    /// <summary>In the order in which documents come in as the rule is loosened.</summary>
    IEnumerable<KeyValuePair<T, long>> Ordered<T>(Dictionary<T, long> counts) where T : notnull =>
        _bound == RuleBound.Least ? counts.OrderByDescending(c => c.Key) : counts.OrderBy(c => c.Key);

    void Add(SignalBatch batch, int row, string? reason)
    {
        _in++;
        var own = -1;
        for (var i = 0; i < rules.Length && own < 0; i++)
            if (rules[i].Reason == reason) own = i;
        if (reason is not null && own < 0) return;
        var (judged, worst) = (false, 0.0);
        for (var i = 0; i < rules.Length; i++)
        {
            var value = batch.Values[_columns[i]][row];
            if (double.IsNaN(value) || (_passes[i] >= 0 && batch.Values[_passes[i]][row] == 1)) continue;
            var drops = rules[i].Drops(value, rules[i].Before);
            if (rules[i].Option != option)
            {
                // A rule before the one that dropped it let it pass; so did all where it was kept.
                if (drops && reason is not null && i >= own) return;
                continue;
            }
            if (drops && (reason is null || i < own)) continue; // the rule is not asked of it
            (judged, worst) = (true, !judged ? value : _bound == RuleBound.Least ? Math.Min(worst, value) : Math.Max(worst, value));
        }
        if (!judged)
        {
            _always++;
            return;
        }
        var place = HistogramBins.Of(worst);
        Count(_bins, place, 1);
        if (place == bin) Count(_values, worst, 1);
    }

    static void Count<T>(Dictionary<T, long> counts, T key, long more) where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += more;
}
