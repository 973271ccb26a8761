using System.Runtime.Intrinsics;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>A small signature of a set, to tell without reading it that it is far from another.</summary>
sealed class Sketches
{
    /// <summary>Values of a sketch. One standard deviation of the estimate is at most 1/16.</summary>
    public const int Size = 64;

    const double Margin = 5.0 / 16;
    readonly Affine32 _permutations = new(Size, 1);
    readonly byte[] _signature = new byte[Size * 4];

    /// <summary>The sketch of a set.</summary>
    public uint[] Of(ReadOnlySpan<ulong> set)
    {
        _permutations.Sign(set, _signature);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(_signature).ToArray();
    }

    /// <summary>Whether the similarity may reach a threshold: false is wrong once in some million cases.</summary>
    public static bool MayReach(uint[] a, uint[] b, double threshold)
    {
        var equal = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (var i = 0; i < Size; i += 8)
                equal += System.Numerics.BitOperations.PopCount(Vector256.Equals(Vector256.Create(a, i), Vector256.Create(b, i)).ExtractMostSignificantBits());
        }
        else
        {
            for (var i = 0; i < Size; i++)
                if (a[i] == b[i]) equal++;
        }
        return equal >= (threshold - Margin) * Size;
    }
}
