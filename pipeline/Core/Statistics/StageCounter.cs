using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Core.Errors;

namespace Curation.Core.Statistics;

/// <summary>Counts the verdicts of one stage.</summary>
sealed class StageCounter(string name)
{
    readonly SortedDictionary<string, long> _dropped = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, long> _failed = new(StringComparer.Ordinal);
    long _in, _born, _kept, _charactersIn, _charactersOut;

    public void Count(Document before, Verdict verdict)
    {
        _in++;
        _charactersIn += before.Text.Length;
        switch (verdict)
        {
            case Verdict.Kept kept:
                _kept++;
                _charactersOut += kept.Document.Text.Length;
                break;
            case Verdict.SplitInto split:
                _born += split.Documents.Length - 1;
                _kept += split.Documents.Length;
                foreach (var child in split.Documents) _charactersOut += child.Text.Length;
                break;
            case Verdict.Dropped dropped:
                TaskStatisticsCollector.Add(dropped.Reason.IsFailure ? _failed : _dropped, dropped.Reason.Id);
                break;
        }
    }

    public StageStatistics Complete()
    {
        if (_in + _born != _kept + _dropped.Values.Sum() + _failed.Values.Sum())
            throw new CurationException($"stage {name}: {_in} in + {_born} born are not {_kept} kept + {_dropped.Values.Sum()} dropped + {_failed.Values.Sum()} failed");
        return new()
        {
            Name = name,
            In = _in,
            Born = _born,
            Kept = _kept,
            Dropped = _dropped.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Failed = _failed.ToImmutableSortedDictionary(StringComparer.Ordinal),
            CharactersIn = _charactersIn,
            CharactersOut = _charactersOut,
        };
    }
}
