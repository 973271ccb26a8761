using Curation.Core.Errors;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>A band of a document as one number: 88 bits of the band's hash, then 40 bits of the document's ordinal.</summary>
static class BandRecord
{
    const int DocumentBits = 40;

    /// <summary>Documents that a run may have.</summary>
    public const long MostDocuments = 1L << DocumentBits;

    /// <summary>Makes one.</summary>
    public static UInt128 Of(UInt128 band, ulong document) => ((band >> DocumentBits) << DocumentBits) | document;

    /// <summary>The document.</summary>
    public static ulong Document(UInt128 record) => (ulong)record & (MostDocuments - 1);

    /// <summary>The band's hash, without the document.</summary>
    public static UInt128 Key(UInt128 record) => (record >> DocumentBits) << DocumentBits;

    /// <summary>The partition of a band.</summary>
    public static int Partition(UInt128 record, int partitions) => (int)Math.BigMul((ulong)(record >> 64), (ulong)partitions, out _);

    /// <summary>Refuses inputs whose documents cannot be numbered.</summary>
    public static void Check(long documents)
    {
        if (documents >= MostDocuments) throw new InputException($"{documents} documents are more than minhash-dedup can number ({MostDocuments}); deduplicate parts of the input first");
    }
}
