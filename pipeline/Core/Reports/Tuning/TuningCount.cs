using System.Collections.Immutable;

namespace Curation.Core.Reports.Tuning;

/// <summary>Counts what the tried thresholds do to the rows of some files; sums are the same in any order.</summary>
sealed class TuningCount(string stage, IReadOnlySet<string> later, ImmutableArray<TuningRule> rules, ImmutableArray<string> signals)
{
    const int Shown = 5;
    readonly int[] _columns = [.. rules.Select(r => signals.IndexOf(r.Signal))];
    readonly int[] _passes = [.. rules.Select(r => r.PassesBy is null ? -1 : signals.IndexOf(r.PassesBy))];
    readonly int[] _changed = [.. Enumerable.Range(0, rules.Length).Where(i => rules[i].IsChanged)];
    readonly Dictionary<string, (long Before, long After)> _reasons = new(StringComparer.Ordinal);
    readonly List<(double Distance, MarginRow Row)> _kept = [], _dropped = [];

    public long In { get; private set; }
    public long KeptBefore { get; private set; }
    public long KeptAfter { get; private set; }
    public long Corpus { get; private set; }
    public long NewlyKept { get; private set; }
    public long NewlyDropped { get; private set; }
    public long LeaveCorpus { get; private set; }

    public void Add(SignalBatch batch)
    {
        for (var row = 0; row < batch.Rows; row++)
        {
            var by = batch.Stages?[row];
            if (by is null) Corpus++;
            if (by is null || later.Contains(by)) Kept(batch, row, by is null);
            else if (by == stage) Dropped(batch, row, batch.Reasons![row]!);
        }
    }

    public void Add(TuningCount other)
    {
        (In, KeptBefore, KeptAfter, Corpus) = (In + other.In, KeptBefore + other.KeptBefore, KeptAfter + other.KeptAfter, Corpus + other.Corpus);
        (NewlyKept, NewlyDropped, LeaveCorpus) = (NewlyKept + other.NewlyKept, NewlyDropped + other.NewlyDropped, LeaveCorpus + other.LeaveCorpus);
        foreach (var (reason, (before, after)) in other._reasons) Count(reason, before, after);
        foreach (var (distance, row) in other._kept) Offer(_kept, distance, row);
        foreach (var (distance, row) in other._dropped) Offer(_dropped, distance, row);
    }

    public ImmutableSortedDictionary<string, (long Before, long After)> Reasons => _reasons.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public ImmutableArray<MarginRow> Margin => [.. _dropped.Concat(_kept).Select(m => m.Row)];

    /// <summary>A document that passed the stage: only changed rules can drop it, and not those that its language passes by.</summary>
    void Kept(SignalBatch batch, int row, bool inCorpus)
    {
        (In, KeptBefore) = (In + 1, KeptBefore + 1);
        foreach (var i in _changed)
        {
            if (!Asked(batch, row, i, out var value) || !rules[i].Drops(value, rules[i].After)) continue;
            if (rules[i].Drops(value, rules[i].Before)) continue; // the run kept it all the same: the rule is not asked of it
            Count(rules[i].Reason, 0, 1);
            NewlyDropped++;
            if (inCorpus) LeaveCorpus++;
            Offer(_kept, batch, row, rules[i], value, nowKept: true);
            return;
        }
        KeptAfter++;
    }

    /// <summary>A document that the stage dropped: kept if its own rule and those behind it would let it pass.</summary>
    void Dropped(SignalBatch batch, int row, string reason)
    {
        if (reason.StartsWith("failed.", StringComparison.Ordinal)) return;
        In++;
        var own = -1;
        for (var i = 0; i < rules.Length; i++)
            if (rules[i].Reason == reason && own < 0) own = i;
        var dropping = own < 0 ? reason : Dropping(batch, row, own);
        Count(reason, 1, 0);
        if (dropping is not null)
        {
            Count(dropping, 0, 1);
            return;
        }
        (KeptAfter, NewlyKept) = (KeptAfter + 1, NewlyKept + 1);
        Asked(batch, row, own, out var value);
        Offer(_dropped, batch, row, rules[own], value, nowKept: false);
    }

    string? Dropping(SignalBatch batch, int row, int own)
    {
        for (var i = 0; i < rules.Length; i++)
        {
            if ((i < own && !rules[i].IsChanged) || !Asked(batch, row, i, out var value)) continue;
            if (i < own && rules[i].Drops(value, rules[i].Before)) continue;
            if (rules[i].Drops(value, rules[i].After)) return rules[i].Reason;
        }
        return null;
    }

    bool Asked(SignalBatch batch, int row, int rule, out double value)
    {
        value = batch.Values[_columns[rule]][row];
        return !double.IsNaN(value) && (_passes[rule] < 0 || batch.Values[_passes[rule]][row] != 1);
    }

    void Count(string reason, long before, long after)
    {
        var (b, a) = _reasons.GetValueOrDefault(reason);
        _reasons[reason] = (b + before, a + after);
    }

    static void Offer(List<(double Distance, MarginRow Row)> margin, SignalBatch batch, int row, TuningRule rule, double value, bool nowKept)
    {
        var distance = Math.Abs(value - (rule.After ?? rule.Before ?? 0));
        if (margin.Count == Shown && distance > margin[^1].Distance) return;
        Offer(margin, distance, new(batch.File, batch.First + row, nowKept, rule.Signal, value));
    }

    /// <summary>Keeps the nearest; of equally near ones those that come first in the order of files and rows.</summary>
    static void Offer(List<(double Distance, MarginRow Row)> margin, double distance, MarginRow row)
    {
        var at = margin.FindIndex(m => distance < m.Distance || (distance == m.Distance && (string.CompareOrdinal(row.File, m.Row.File), row.Row.CompareTo(m.Row.Row)) is ( < 0, _) or (0, < 0)));
        margin.Insert(at < 0 ? margin.Count : at, (distance, row));
        if (margin.Count > Shown) margin.RemoveAt(Shown);
    }
}
