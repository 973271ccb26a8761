namespace Curation.Stages.Dedup.Clusters;

/// <summary>What was decided about a document of a cluster. Documents without one are alone and stay.</summary>
/// <param name="Survivor">Id of the document that stays in its place, as a number.</param>
/// <param name="Document">Ordinal of the document in the whole input.</param>
/// <param name="Size">Documents of the cluster if it survives; 0 if it goes, <see cref="KnownBefore"/> if an index knows it.</param>
/// <param name="Jaccard">True similarity with the survivor where it was measured, else NaN.</param>
readonly record struct Decision(UInt128 Survivor, ulong Document, int Size, float Jaccard) : IComparable<Decision>
{
    /// <summary>Size of what goes because an earlier run has it.</summary>
    public const int KnownBefore = -1;

    /// <summary>Whether the document stays.</summary>
    public bool Stays => Size > 0;

    /// <inheritdoc/>
    public int CompareTo(Decision other) => Document.CompareTo(other.Document);
}
