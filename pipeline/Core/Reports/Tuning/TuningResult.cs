using System.Collections.Immutable;

namespace Curation.Core.Reports.Tuning;

/// <summary>What another threshold would do at its stage: exact where the stage's rules are those that it lists.</summary>
public sealed record TuningResult
{
    /// <summary>Name of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>Options with the run's threshold and the one that is tried; null where a rule is off.</summary>
    public required ImmutableSortedDictionary<string, (double? Before, double? After)> Options { get; init; }

    /// <summary>Documents that reach the stage, failures left out.</summary>
    public long In { get; init; }

    /// <summary>Documents that it keeps now.</summary>
    public long KeptBefore { get; init; }

    /// <summary>Documents that it would keep.</summary>
    public long KeptAfter { get; init; }

    /// <summary>Documents of the corpus now.</summary>
    public long CorpusBefore { get; init; }

    /// <summary>Documents dropped now that would go on to the stages behind it, which have not seen them.</summary>
    public long NewlyKept { get; init; }

    /// <summary>Documents kept now that it would drop.</summary>
    public long NewlyDropped { get; init; }

    /// <summary>Of those, documents that are in the corpus now.</summary>
    public long LeaveCorpus { get; init; }

    /// <summary>Dropped documents by reason, now and then.</summary>
    public ImmutableSortedDictionary<string, (long Before, long After)> Reasons { get; init; } = ImmutableSortedDictionary.Create<string, (long, long)>(StringComparer.Ordinal);

    /// <summary>Documents whose outcome changes, nearest to the new threshold first.</summary>
    public ImmutableArray<MarginRow> Margin { get; init; } = [];
}

/// <summary>A document at the margin of a threshold.</summary>
/// <param name="File">File that holds it.</param>
/// <param name="Row">Its row.</param>
/// <param name="NowKept">Whether the stage keeps it now.</param>
/// <param name="Signal">Signal that decides.</param>
/// <param name="Value">The signal's value.</param>
public sealed record MarginRow(string File, long Row, bool NowKept, string Signal, double Value);
