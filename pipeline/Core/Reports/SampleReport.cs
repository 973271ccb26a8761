using System.Collections.Immutable;

namespace Curation.Core.Reports;

/// <summary>A document to look at.</summary>
public sealed record SampleReport
{
    /// <summary>Reason that left it out; empty for a kept document.</summary>
    public required string Reason { get; init; }

    /// <summary>Document id.</summary>
    public required string Id { get; init; }

    /// <summary>Its URL.</summary>
    public string? Url { get; init; }

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its language.</summary>
    public string? Language { get; init; }

    /// <summary>Stage that decided; null for a kept document.</summary>
    public string? Stage { get; init; }

    /// <summary>Signal that decided.</summary>
    public string? Signal { get; init; }

    /// <summary>The signal's value.</summary>
    public double? Value { get; init; }

    /// <summary>The threshold that it missed.</summary>
    public double? Threshold { get; init; }

    /// <summary>What else helps to understand it.</summary>
    public string? Detail { get; init; }

    /// <summary>File and byte offset of its record.</summary>
    public string Place { get; init; } = "";

    /// <summary>Beginning of its text; null if the run keeps no text of dropped documents.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Everything measured of it.</summary>
    public ImmutableSortedDictionary<string, double> Signals { get; init; } = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);
}
