using System.Collections.Immutable;

namespace Curation.Core.Reports;

/// <summary>Pages that a stage routed or recognised, of the documents it kept and those it dropped.</summary>
public sealed record PagesReport
{
    /// <summary>The stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Step of the run that the stage is in.</summary>
    public required string Step { get; init; }

    /// <summary>Pages by where their text comes from: <c>text</c>, <c>ocr</c>, <c>blank</c>, <c>failed</c>.</summary>
    public ImmutableSortedDictionary<string, long> Routes { get; init; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Recognised pages by engine.</summary>
    public ImmutableSortedDictionary<string, EngineReport> Engines { get; init; } = ImmutableSortedDictionary.Create<string, EngineReport>(StringComparer.Ordinal);
}

/// <summary>What an engine recognised.</summary>
/// <param name="Pages">Pages, blank ones too.</param>
/// <param name="Seconds">Seconds that they took when they were first recognised, over all pages; several are under way at once.</param>
/// <param name="Confidence">Mean confidence of each page with text, 0 to 1.</param>
public sealed record EngineReport(long Pages, double Seconds, Distribution Confidence);
