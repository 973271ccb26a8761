using System.Collections.Immutable;

namespace Curation.Core.Statistics;

/// <summary>Counts values into a <see cref="Histogram"/>; not thread-safe.</summary>
public sealed class HistogramBuilder
{
    const int Block = 90;

    /// <summary>Blocks of bins by sign and decade, made when first needed.</summary>
    readonly long[]?[] _blocks = new long[]?[2 * HistogramBins.Count / Block];
    long _zeros, _notNumbers;
    double _min = double.PositiveInfinity, _max = double.NegativeInfinity;

    /// <summary>Counts a value.</summary>
    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            _notNumbers++;
            return;
        }
        if (value < _min) _min = value;
        if (value > _max) _max = value;
        var bin = HistogramBins.Of(value);
        if (bin == 0)
        {
            _zeros++;
            return;
        }
        var slot = bin > 0 ? HistogramBins.Count + bin - 1 : HistogramBins.Count + bin;
        (_blocks[slot / Block] ??= new long[Block])[slot % Block]++;
    }

    /// <summary>What was counted so far.</summary>
    public Histogram Build()
    {
        var bins = ImmutableArray.CreateBuilder<(int, long)>();
        for (var block = 0; block < _blocks.Length; block++)
        {
            if (block == _blocks.Length / 2 && _zeros > 0) bins.Add((0, _zeros));
            if (_blocks[block] is not { } counts) continue;
            for (var i = 0; i < Block; i++)
            {
                var slot = block * Block + i;
                if (counts[i] > 0) bins.Add((slot >= HistogramBins.Count ? slot - HistogramBins.Count + 1 : slot - HistogramBins.Count, counts[i]));
            }
        }
        return bins.Count == 0 && _notNumbers == 0 ? Histogram.Empty
            : new(bins.ToImmutable(), bins.Count == 0 ? double.NaN : _min, bins.Count == 0 ? double.NaN : _max, _notNumbers);
    }
}
