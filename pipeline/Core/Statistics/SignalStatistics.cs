namespace Curation.Core.Statistics;

/// <summary>Values of a signal at the stage that measured it.</summary>
public sealed record SignalStatistics
{
    /// <summary>Values of documents that the stage kept.</summary>
    public Histogram Kept { get; init; } = Histogram.Empty;

    /// <summary>Values of documents that the stage dropped.</summary>
    public Histogram Dropped { get; init; } = Histogram.Empty;

    internal SignalStatistics Plus(SignalStatistics other) => new() { Kept = Kept.Plus(other.Kept), Dropped = Dropped.Plus(other.Dropped) };
}

/// <summary>What decided a reason: the signal, and the thresholds that documents missed (several where they differ by language).</summary>
/// <param name="Signal">Name of the signal.</param>
/// <param name="Thresholds">Distinct thresholds in ascending order; at most <see cref="Most"/>.</param>
public sealed record ReasonThresholds(string Signal, System.Collections.Immutable.ImmutableSortedSet<double> Thresholds)
{
    /// <summary>Thresholds that are kept of a reason: the lowest.</summary>
    public const int Most = 16;

    internal ReasonThresholds Plus(ReasonThresholds other)
    {
        var (first, second) = string.CompareOrdinal(Signal, other.Signal) <= 0 ? (this, other) : (other, this);
        if (first.Signal != second.Signal) return first;
        var all = Thresholds.Union(other.Thresholds);
        return this with { Thresholds = all.Count <= Most ? all : [.. all.Take(Most)] };
    }
}
