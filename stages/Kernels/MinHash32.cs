using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Stages.Kernels;

/// <summary>
/// Minima of <c>hash · a[j] + b[j] mod 2^32</c> over a set of hashes, for every j. Multipliers and offsets are padded to whole
/// vectors by <see cref="Padded"/>; every width gives the same minima.
/// </summary>
static class MinHash32
{
    const int Lanes512 = 16, Lanes256 = 8;

    /// <summary>Length to which multipliers, offsets and minima are padded.</summary>
    public static int Padded(int count) => (count + Lanes512 - 1) / Lanes512 * Lanes512;

    /// <summary>Lowers <paramref name="minima"/> to the minima over the hashes; start with <see cref="uint.MaxValue"/>.</summary>
    public static void Update(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> minima)
    {
        if (Vector512.IsHardwareAccelerated) Update512(hashes, a, b, minima);
        else if (Vector256.IsHardwareAccelerated) Update256(hashes, a, b, minima);
        else UpdateScalar(hashes, a, b, minima);
    }

    /// <summary>The oracle of the vector versions.</summary>
    internal static void UpdateScalar(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> minima)
    {
        for (var j = 0; j < minima.Length; j++)
        {
            var (multiplier, offset, minimum) = (a[j], b[j], minima[j]);
            foreach (var hash in hashes) minimum = Math.Min(minimum, unchecked((hash * multiplier) + offset));
            minima[j] = minimum;
        }
    }

    internal static void Update512(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> minima)
    {
        Check(a, b, minima);
        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        ref var m0 = ref MemoryMarshal.GetReference(minima);
        nuint j = 0, count = (nuint)minima.Length;
        // Four vectors of functions stay in registers while the hashes pass by; what is left goes one vector at a time.
        for (; j + (4 * Lanes512) <= count; j += 4 * Lanes512)
        {
            Vector512<uint> aa = Vector512.LoadUnsafe(ref a0, j), ab = Vector512.LoadUnsafe(ref a0, j + 16), ac = Vector512.LoadUnsafe(ref a0, j + 32), ad = Vector512.LoadUnsafe(ref a0, j + 48);
            Vector512<uint> ba = Vector512.LoadUnsafe(ref b0, j), bb = Vector512.LoadUnsafe(ref b0, j + 16), bc = Vector512.LoadUnsafe(ref b0, j + 32), bd = Vector512.LoadUnsafe(ref b0, j + 48);
            Vector512<uint> ma = Vector512.LoadUnsafe(ref m0, j), mb = Vector512.LoadUnsafe(ref m0, j + 16), mc = Vector512.LoadUnsafe(ref m0, j + 32), md = Vector512.LoadUnsafe(ref m0, j + 48);
            foreach (var hash in hashes)
            {
                var h = Vector512.Create(hash);
                ma = Vector512.Min(ma, (h * aa) + ba);
                mb = Vector512.Min(mb, (h * ab) + bb);
                mc = Vector512.Min(mc, (h * ac) + bc);
                md = Vector512.Min(md, (h * ad) + bd);
            }
            ma.StoreUnsafe(ref m0, j);
            mb.StoreUnsafe(ref m0, j + 16);
            mc.StoreUnsafe(ref m0, j + 32);
            md.StoreUnsafe(ref m0, j + 48);
        }
        for (; j < count; j += Lanes512)
        {
            var (multiplier, offset, minimum) = (Vector512.LoadUnsafe(ref a0, j), Vector512.LoadUnsafe(ref b0, j), Vector512.LoadUnsafe(ref m0, j));
            foreach (var hash in hashes) minimum = Vector512.Min(minimum, (Vector512.Create(hash) * multiplier) + offset);
            minimum.StoreUnsafe(ref m0, j);
        }
    }

    internal static void Update256(ReadOnlySpan<uint> hashes, ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> minima)
    {
        Check(a, b, minima);
        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        ref var m0 = ref MemoryMarshal.GetReference(minima);
        for (nuint j = 0; j < (nuint)minima.Length; j += 2 * Lanes256)
        {
            Vector256<uint> aa = Vector256.LoadUnsafe(ref a0, j), ab = Vector256.LoadUnsafe(ref a0, j + 8);
            Vector256<uint> ba = Vector256.LoadUnsafe(ref b0, j), bb = Vector256.LoadUnsafe(ref b0, j + 8);
            Vector256<uint> ma = Vector256.LoadUnsafe(ref m0, j), mb = Vector256.LoadUnsafe(ref m0, j + 8);
            foreach (var hash in hashes)
            {
                var h = Vector256.Create(hash);
                ma = Vector256.Min(ma, (h * aa) + ba);
                mb = Vector256.Min(mb, (h * ab) + bb);
            }
            ma.StoreUnsafe(ref m0, j);
            mb.StoreUnsafe(ref m0, j + 8);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Check(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b, Span<uint> minima)
    {
        if (minima.Length % Lanes512 != 0 || a.Length < minima.Length || b.Length < minima.Length)
            throw new ArgumentException($"Multipliers, offsets and minima are padded to {Lanes512}; found {a.Length}, {b.Length}, {minima.Length}.");
    }
}
