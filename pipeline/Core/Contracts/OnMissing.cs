namespace Curation.Core.Contracts;

/// <summary>What happens where an object is missing that a listing or an index names.</summary>
public enum OnMissing
{
    /// <summary>It is an error: of the run file for a listing, of the task for an index.</summary>
    Fail,

    /// <summary>It is told and left out.</summary>
    Skip,
}
