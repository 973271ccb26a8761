namespace Curation.Core.Shards.Spill;

/// <summary>What stands ahead of a block.</summary>
/// <param name="Length">Bytes behind it.</param>
/// <param name="Size">Bytes of documents when unpacked.</param>
readonly record struct BlockHead(int Length, int Size)
{
    /// <summary>Its own bytes.</summary>
    public const int Bytes = 8;
}
