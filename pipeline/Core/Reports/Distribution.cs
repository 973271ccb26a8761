using System.Collections.Immutable;
using Curation.Core.Statistics;

namespace Curation.Core.Reports;

/// <summary>A histogram for reading: bins of two significant decimal digits with exact counts.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Min">Smallest value; null if there is none.</param>
/// <param name="Max">Largest value; null if there is none.</param>
/// <param name="Quantiles">Values below which 1, 5, 25, 50, 75, 95 and 99 % lie, as lower edges of their bins.</param>
/// <param name="Bins">Lower edge, upper edge and count of each bin that holds something, ascending; zero has a bin with equal edges.</param>
public sealed record Distribution(long Count, double? Min, double? Max, ImmutableSortedDictionary<string, double> Quantiles, ImmutableArray<ImmutableArray<double>> Bins)
{
    static readonly (string Name, double Share)[] s_quantiles = [("p01", .01), ("p05", .05), ("p25", .25), ("p50", .5), ("p75", .75), ("p95", .95), ("p99", .99)];

    /// <summary>No values.</summary>
    public static Distribution Empty { get; } = Of(Histogram.Empty);

    /// <summary>The distribution of a histogram.</summary>
    public static Distribution Of(Histogram histogram) => new(
        histogram.Count,
        Finite(histogram.Min),
        Finite(histogram.Max),
        histogram.Count == 0 ? ImmutableSortedDictionary<string, double>.Empty
            : s_quantiles.ToImmutableSortedDictionary(q => q.Name, q => histogram.Quantile(q.Share), StringComparer.Ordinal),
        [.. histogram.Ranges().Select(r => ImmutableArray.Create(r.Lower, r.Upper, r.Count))]);

    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>A signal at the stage that measures it.</summary>
public sealed record SignalReport
{
    /// <summary>Name of the column.</summary>
    public required string Signal { get; init; }

    /// <summary>Stage that measures it.</summary>
    public required string Stage { get; init; }

    /// <summary>Step of the run that the stage is in.</summary>
    public required string Step { get; init; }

    /// <summary>What is measured.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>Type of the column.</summary>
    public Contracts.SignalKind Kind { get; init; }

    /// <summary>Thresholds that documents missed, ascending.</summary>
    public ImmutableArray<double> Thresholds { get; init; } = [];

    /// <summary>Values of documents that the stage kept.</summary>
    public Distribution Kept { get; init; } = Distribution.Empty;

    /// <summary>Values of documents that the stage dropped, for whatever reason.</summary>
    public Distribution Dropped { get; init; } = Distribution.Empty;
}
