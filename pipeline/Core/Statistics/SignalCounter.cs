using System.Collections.Immutable;
using Curation.Core.Contracts;
using Curation.Core.Documents;

namespace Curation.Core.Statistics;

/// <summary>Counts the signals that one stage declares.</summary>
sealed class SignalCounter(IReadOnlyList<SignalDefinition> signals)
{
    readonly HistogramBuilder[] _kept = [.. signals.Select(_ => new HistogramBuilder())];
    readonly HistogramBuilder[] _dropped = [.. signals.Select(_ => new HistogramBuilder())];

    /// <summary>Where each signal stood in the last document: stages measure in the same order every time.</summary>
    readonly int[] _places = new int[signals.Count];

    public void Count(Signals measured, bool kept)
    {
        var span = measured.AsSpan();
        var builders = kept ? _kept : _dropped;
        for (var i = 0; i < builders.Length; i++)
        {
            var place = _places[i];
            if (place >= span.Length || !ReferenceEquals(span[place].Name, signals[i].Name))
            {
                place = Find(span, signals[i].Name);
                if (place < 0) continue;
                _places[i] = place;
            }
            builders[i].Add(span[place].Value);
        }
    }

    public ImmutableSortedDictionary<string, SignalStatistics> Complete()
    {
        var result = ImmutableSortedDictionary.CreateBuilder<string, SignalStatistics>(StringComparer.Ordinal);
        for (var i = 0; i < _kept.Length; i++)
        {
            var (kept, dropped) = (_kept[i].Build(), _dropped[i].Build());
            if (kept != Histogram.Empty || dropped != Histogram.Empty) result[signals[i].Name] = new() { Kept = kept, Dropped = dropped };
        }
        return result.ToImmutable();
    }

    static int Find(ReadOnlySpan<Signal> signals, string name)
    {
        for (var i = 0; i < signals.Length; i++)
            if (signals[i].Name == name) return i;
        return -1;
    }
}
