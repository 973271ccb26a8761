namespace Curation.Stages.Dedup.Clusters;

/// <summary>A document that an earlier run's index knows.</summary>
/// <param name="Id">Id of the document there, as a number.</param>
/// <param name="Document">Ordinal of the document in the whole input.</param>
readonly record struct KnownDocument(UInt128 Id, ulong Document) : IComparable<KnownDocument>
{
    /// <summary>Name of the artifacts that hold them.</summary>
    public const string Artifact = "known";

    /// <inheritdoc/>
    public int CompareTo(KnownDocument other)
    {
        var order = Document.CompareTo(other.Document);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }
}
