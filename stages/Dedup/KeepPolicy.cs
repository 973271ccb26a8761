namespace Curation.Stages.Dedup;

/// <summary>Which document of a cluster stays. Equal ones are decided by the smaller id, so that the choice never depends on order.</summary>
public enum KeepPolicy
{
    /// <summary>The one with the longest text: among near-duplicates it is the most complete.</summary>
    Longest,

    /// <summary>The one with the earliest date; documents without a date come last.</summary>
    Earliest,

    /// <summary>The one with the latest date; documents without a date come last.</summary>
    Latest,

    /// <summary>The first in the order of <see cref="DedupOptions.PreferredSources"/>, then the longest.</summary>
    PreferredSource,
}
