using System.Collections.Immutable;

namespace Curation.Core.Statistics;

/// <summary>Pages that a stage routed or recognised, of the documents it kept and those it dropped.</summary>
public sealed record PageStatistics
{
    /// <summary>No pages.</summary>
    public static PageStatistics Empty { get; } = new();

    /// <summary>Pages by where their text comes from.</summary>
    public ImmutableSortedDictionary<string, long> Routes { get; init; } = Counts.Empty;

    /// <summary>Recognised pages by engine.</summary>
    public ImmutableSortedDictionary<string, EngineStatistics> Engines { get; init; } = ImmutableSortedDictionary.Create<string, EngineStatistics>(StringComparer.Ordinal);

    internal PageStatistics Plus(PageStatistics other) => new()
    {
        Routes = Counts.Plus(Routes, other.Routes),
        Engines = Counts.Plus(Engines, other.Engines, (a, b) => a.Plus(b)),
    };
}

/// <summary>What an engine recognised.</summary>
public sealed record EngineStatistics
{
    /// <summary>Pages, blank ones too.</summary>
    public long Pages { get; init; }

    /// <summary>Milliseconds that they took when they were first recognised, waiting for the engine included.</summary>
    public long Milliseconds { get; init; }

    /// <summary>Mean confidence of each page with text.</summary>
    public Histogram Confidence { get; init; } = Histogram.Empty;

    internal EngineStatistics Plus(EngineStatistics other) => new()
    {
        Pages = Pages + other.Pages,
        Milliseconds = Milliseconds + other.Milliseconds,
        Confidence = Confidence.Plus(other.Confidence),
    };
}
