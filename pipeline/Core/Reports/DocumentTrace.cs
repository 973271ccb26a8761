using System.Collections.Immutable;
using Curation.Core.Documents;

namespace Curation.Core.Reports;

/// <summary>What became of one document of a run.</summary>
public sealed record DocumentTrace
{
    /// <summary>Document id.</summary>
    public required string Id { get; init; }

    /// <summary>Its URL.</summary>
    public string? Url { get; init; }

    /// <summary>Kind of source.</summary>
    public required string Source { get; init; }

    /// <summary><c>kept</c>, <c>dropped</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>File of kept or dropped documents that it is in.</summary>
    public required string File { get; init; }

    /// <summary>Its row in that file.</summary>
    public required long Row { get; init; }

    /// <summary>Where its record lies in the input.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Stage that dropped it.</summary>
    public string? Stage { get; init; }

    /// <summary>Reason that left it out.</summary>
    public string? Reason { get; init; }

    /// <summary>What the reason means.</summary>
    public string? Meaning { get; init; }

    /// <summary>Signal that decided.</summary>
    public string? Signal { get; init; }

    /// <summary>The signal's value.</summary>
    public double? Value { get; init; }

    /// <summary>The threshold that it missed.</summary>
    public double? Threshold { get; init; }

    /// <summary>What else helps to understand it.</summary>
    public string? Detail { get; init; }

    /// <summary>Id of the document that its duplicate cluster kept in its place.</summary>
    public string? Survivor { get; init; }

    /// <summary>Number of documents in the duplicate cluster that it survived.</summary>
    public int? Duplicates { get; init; }

    /// <summary>Id of the document that it was made from.</summary>
    public string? DerivedFrom { get; init; }

    /// <summary>What each stage measured, in the order of the run.</summary>
    public ImmutableArray<StageScores> Stages { get; init; } = [];
}

/// <summary>What one stage measured of a document.</summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Verdict"><c>kept</c>, <c>dropped</c> or <c>not reached</c>.</param>
/// <param name="Signals">Its signals by name.</param>
public sealed record StageScores(string Stage, string Verdict, ImmutableSortedDictionary<string, double> Signals);
