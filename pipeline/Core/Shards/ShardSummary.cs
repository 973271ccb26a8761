using System.Collections.Immutable;
using Apache.Arrow;
using Apache.Arrow.Types;
using Curation.Core.Statistics;

namespace Curation.Core.Shards;

/// <summary>What files of kept or dropped documents hold, from their columns of numbers and names alone.</summary>
public sealed class ShardSummary
{
    readonly SortedDictionary<string, long> _languages = new(StringComparer.Ordinal), _sources = new(StringComparer.Ordinal), _reasons = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, HistogramBuilder> _signals = new(StringComparer.Ordinal);
    readonly HistogramBuilder _lengths = new();

    /// <summary>Files added.</summary>
    public int Files { get; private set; }

    /// <summary>Documents.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes as stored.</summary>
    public long Bytes { get; private set; }

    /// <summary>Tokens as the files count them.</summary>
    public long Tokens { get; private set; }

    /// <summary>UTF-16 units of text.</summary>
    public long Characters { get; private set; }

    /// <summary>Documents by language; without one under an empty name.</summary>
    public ImmutableSortedDictionary<string, long> Languages => _languages.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Documents by kind of source.</summary>
    public ImmutableSortedDictionary<string, long> Sources => _sources.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Dropped documents by reason.</summary>
    public ImmutableSortedDictionary<string, long> Reasons => _reasons.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Signals by name.</summary>
    public ImmutableSortedDictionary<string, Histogram> Signals => _signals.ToImmutableSortedDictionary(s => s.Key, s => s.Value.Build(), StringComparer.Ordinal);

    /// <summary>Lengths of kept documents.</summary>
    public Histogram Lengths => _lengths.Build();

    /// <summary>Adds a file.</summary>
    /// <exception cref="Errors.InputException">It was not written by this program, or is of a newer layout, or damaged.</exception>
    public void Add(Stream stream, string path)
    {
        using var input = new ParquetInput(stream, path);
        (Files, Bytes) = (Files + 1, Bytes + stream.Length);
        foreach (var batch in input.Batches(["token_count", "char_count", "language", "source", "reason", "signals"]))
        {
            Rows += batch.Length;
            Tokens += Sum(ColumnReader.Column(batch, "token_count"));
            Characters += Sum(ColumnReader.Column(batch, "char_count"));
            if (ColumnReader.Column(batch, "char_count") is Int32Array lengths)
                foreach (var length in lengths.Values) _lengths.Add(length);
            Count(_languages, ColumnReader.Column(batch, "language"));
            Count(_sources, ColumnReader.Column(batch, "source"));
            Count(_reasons, ColumnReader.Column(batch, "reason"));
            if (ColumnReader.Column(batch, "signals") is StructArray signals) Measure(signals);
        }
    }

    void Measure(StructArray signals)
    {
        var names = ((StructType)signals.Data.DataType).Fields;
        for (var i = 0; i < names.Count; i++)
        {
            if (!_signals.TryGetValue(names[i].Name, out var histogram)) _signals[names[i].Name] = histogram = new();
            var column = signals.Fields[i];
            for (var row = 0; row < column.Length; row++)
                if (ColumnReader.Signal(column, row) is { } value) histogram.Add(value);
        }
    }

    static long Sum(IArrowArray? column)
    {
        long sum = 0;
        if (column is Int32Array counts)
            foreach (var count in counts.Values) sum += count;
        return sum;
    }

    static void Count(SortedDictionary<string, long> counts, IArrowArray? column)
    {
        if (column is not StringArray names) return;
        for (var row = 0; row < names.Length; row++)
        {
            var name = names.GetString(row) ?? "";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
