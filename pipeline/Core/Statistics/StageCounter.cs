using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Core.Runs;

namespace Curation.Core.Statistics;

/// <summary>Counts the verdicts of one stage.</summary>
sealed class StageCounter(ResolvedStage stage, TextMeasure texts)
{
    readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _failed = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, ReasonThresholds> _thresholds = new(StringComparer.Ordinal);
    readonly PageCounter _pages = new();
    readonly SignalCounter _signals = new([.. stage.Signals]);
    long _in, _born, _kept, _charactersIn, _charactersOut, _tokensIn, _tokensOut;

    public void Count(Document before, Verdict verdict)
    {
        _in++;
        _charactersIn += before.Text.Length;
        _tokensIn += texts.Tokens(before.Text);
        switch (verdict)
        {
            case Verdict.Kept kept:
                _pages.Count(before, kept.Document);
                Keep(kept.Document);
                break;
            case Verdict.SplitInto split:
                _born += split.Documents.Length - 1;
                foreach (var child in split.Documents) Keep(child);
                break;
            case Verdict.Dropped { Reason.IsFailure: true } failed:
                TaskStatisticsCollector.Add(_failed, failed.Reason.Id);
                break;
            case Verdict.Dropped dropped:
                TaskStatisticsCollector.Add(_dropped, dropped.Reason.Id);
                _pages.Count(before, dropped.Document);
                _signals.Count(dropped.Document.Signals, kept: false);
                if (dropped is { Signal: { } signal, Threshold: { } threshold }) Miss(dropped.Reason.Id, signal, threshold);
                break;
        }
    }

    public StageStatistics Complete()
    {
        if (_in + _born != _kept + _dropped.Values.Sum() + _failed.Values.Sum())
            throw new CurationException($"stage {stage.Name}: {_in} in + {_born} born are not {_kept} kept + {_dropped.Values.Sum()} dropped + {_failed.Values.Sum()} failed");
        return new()
        {
            Name = stage.Name,
            In = _in,
            Born = _born,
            Kept = _kept,
            Dropped = _dropped.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Failed = _failed.ToImmutableSortedDictionary(StringComparer.Ordinal),
            CharactersIn = _charactersIn,
            CharactersOut = _charactersOut,
            TokensIn = _tokensIn,
            TokensOut = _tokensOut,
            Pages = _pages.Complete(),
            Signals = _signals.Complete(),
            Thresholds = _thresholds.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    void Keep(Document document)
    {
        _kept++;
        _charactersOut += document.Text.Length;
        _tokensOut += texts.Tokens(document.Text);
        _signals.Count(document.Signals, kept: true);
    }

    void Miss(string reason, string signal, double threshold)
    {
        if (_thresholds.TryGetValue(reason, out var known) && (known.Thresholds.Contains(threshold) || known.Signal != signal)) return;
        var missed = new ReasonThresholds(signal, [threshold]);
        _thresholds[reason] = known?.Plus(missed) ?? missed;
    }
}
