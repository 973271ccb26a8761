namespace Curation.Stages.Dedup.MinHash;

/// <summary>How texts are cut and hashed. The shape (shingle, bands, rows) is a matter of <see cref="MinHashPreset"/>.</summary>
public enum MinHashDialect
{
    /// <summary>
    /// Ours, the fastest: words of the folded text hashed in one pass, shingles by a rolling polynomial, 32-bit minima of
    /// <c>a·h + b mod 2^32</c>. Scripts without blanks count characters; a text shorter than a shingle is one shingle.
    /// </summary>
    Rolling32,

    /// <summary>datatrove's default: its normalisation and words, xxHash64 of the shingle's UTF-8, 64-bit minima modulo 2^61 − 1.</summary>
    Datatrove,

    /// <summary>datatrove as FineWeb ran it: the first eight bytes of SHA-1 in place of xxHash64.</summary>
    DatatroveSha1,

    /// <summary>datatrove with 32-bit hashes: xxHash32 and the lower half of the minima.</summary>
    Datatrove32,
}
