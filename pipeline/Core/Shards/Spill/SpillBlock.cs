using System.Runtime.InteropServices;

namespace Curation.Core.Shards.Spill;

/// <summary>Where a block of a spill lies.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Bytes in the spill.</param>
/// <param name="Size">Bytes when unpacked.</param>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
readonly record struct SpillBlock(long Offset, int Length, int Size)
{
    /// <summary>Bytes of a place.</summary>
    public const int Bytes = 16;
}
