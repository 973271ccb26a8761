using Curation.Core.Documents;

namespace Curation.Mixers.TrainingSets;

/// <summary>The order of a training set: copies of documents by a hash of seed, id and copy, cut into files and each file into buckets that fit into memory.</summary>
/// <param name="Files">Files.</param>
/// <param name="BucketsPerFile">Buckets of a file.</param>
/// <param name="Seed">Decides the order.</param>
sealed record CopyOrder(int Files, int BucketsPerFile, int Seed)
{
    const double BucketTokens = 4e6;

    public int Buckets => Files * BucketsPerFile;

    /// <summary>An order for so many tokens.</summary>
    public static CopyOrder Of(double tokens, long fileTokens, int seed)
    {
        var files = (int)Math.Clamp(Math.Round(tokens / fileTokens), 1, 1 << 20);
        return new(files, (int)Math.Clamp(Math.Ceiling(tokens / files / BucketTokens), 1, 1 << 10), seed);
    }

    /// <summary>Place of a copy among all.</summary>
    public ulong Key(string id, int copy) => DocumentId.ShuffleKey(id, unchecked(Seed + (copy + 1) * 7046029254386353131L));

    /// <summary>Bucket of a place.</summary>
    public int Bucket(ulong key) => (int)Math.BigMul(key, (ulong)Buckets, out _);
}
