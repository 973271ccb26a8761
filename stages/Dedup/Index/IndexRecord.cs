namespace Curation.Stages.Dedup.Index;

/// <summary>A key that an earlier run has seen, and a document that has it.</summary>
/// <param name="Key">Hash of a text, a URL or a band.</param>
/// <param name="Id">The document's id as a number.</param>
readonly record struct IndexRecord(UInt128 Key, UInt128 Id) : IComparable<IndexRecord>
{
    /// <inheritdoc/>
    public int CompareTo(IndexRecord other)
    {
        var order = Key.CompareTo(other.Key);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }

    /// <summary>Partition of a key.</summary>
    public static int Partition(UInt128 key, int partitions) => (int)Math.BigMul((ulong)(key >> 64), (ulong)partitions, out _);
}
