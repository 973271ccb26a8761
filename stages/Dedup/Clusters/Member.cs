namespace Curation.Stages.Dedup.Clusters;

/// <summary>A document of a cluster, or one that may be of one. Sorted by cluster, then by who stays.</summary>
/// <param name="Cluster">What the documents of a cluster share: a hash of the text or URL, or the cluster's label, mixed.</param>
/// <param name="Id">The document's id as a number.</param>
/// <param name="Rank">Place under the keep policy: the smallest stays.</param>
/// <param name="Document">Ordinal of the document in the whole input.</param>
/// <param name="SetOffset">Where its set of shingles begins.</param>
/// <param name="SetLength">Number of its shingles.</param>
/// <param name="Weight">Documents that it stands for already.</param>
readonly record struct Member(UInt128 Cluster, UInt128 Id, ulong Rank, ulong Document, long SetOffset, int SetLength, int Weight) : IComparable<Member>
{
    /// <summary>Name of the artifacts that hold members.</summary>
    public const string Artifact = "members";

    /// <summary>A document that an index knows: it stays, outside this run.</summary>
    public static Member Known(UInt128 cluster, UInt128 id) => new(cluster, id, 0, ulong.MaxValue, 0, 0, 0);

    /// <summary>Whether an index knows it and it is not of this run.</summary>
    public bool IsKnown => Document == ulong.MaxValue;

    /// <inheritdoc/>
    public int CompareTo(Member other)
    {
        var order = Cluster.CompareTo(other.Cluster);
        if (order == 0) order = Rank.CompareTo(other.Rank);
        if (order == 0) order = Id.CompareTo(other.Id);
        return order == 0 ? Document.CompareTo(other.Document) : order;
    }

    /// <summary>Partition of a member's cluster.</summary>
    public static int Partition(UInt128 cluster, int partitions) => (int)Math.BigMul((ulong)(cluster >> 64), (ulong)partitions, out _);
}
