using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Stages.Kernels;

/// <summary>
/// Minima of <c>((hash · a[j] + b[j]) mod 2^64) mod (2^61 − 1)</c> over a set of 64-bit hashes, for every j, as datatrove and
/// datasketch define them. <c>mask</c> is applied before the minimum: all bits, or the lower 32 for 32-bit signatures.
/// </summary>
static class MinHash61
{
    /// <summary>The Mersenne prime of the family.</summary>
    public const ulong Prime = (1UL << 61) - 1;

    const int Lanes512 = 8, Lanes256 = 4;

    /// <summary>Length to which multipliers, offsets and minima are padded.</summary>
    public static int Padded(int count) => (count + Lanes512 - 1) / Lanes512 * Lanes512;

    /// <summary>Lowers <paramref name="minima"/> to the minima over the hashes; start with <see cref="ulong.MaxValue"/>.</summary>
    public static void Update(ReadOnlySpan<ulong> hashes, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ulong mask, Span<ulong> minima)
    {
        if (Vector512.IsHardwareAccelerated) Update512(hashes, a, b, mask, minima);
        else if (Vector256.IsHardwareAccelerated) Update256(hashes, a, b, mask, minima);
        else UpdateScalar(hashes, a, b, mask, minima);
    }

    /// <summary>The oracle of the vector versions.</summary>
    internal static void UpdateScalar(ReadOnlySpan<ulong> hashes, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ulong mask, Span<ulong> minima)
    {
        for (var j = 0; j < minima.Length; j++)
        {
            var (multiplier, offset, minimum) = (a[j], b[j], minima[j]);
            foreach (var hash in hashes) minimum = Math.Min(minimum, unchecked((hash * multiplier) + offset) % Prime & mask);
            minima[j] = minimum;
        }
    }

    internal static void Update512(ReadOnlySpan<ulong> hashes, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ulong mask, Span<ulong> minima)
    {
        Check(a, b, minima);
        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        ref var m0 = ref MemoryMarshal.GetReference(minima);
        var masks = Vector512.Create(mask);
        nuint j = 0, count = (nuint)minima.Length;
        for (; j + (2 * Lanes512) <= count; j += 2 * Lanes512)
        {
            Vector512<ulong> aa = Vector512.LoadUnsafe(ref a0, j), ab = Vector512.LoadUnsafe(ref a0, j + 8);
            Vector512<ulong> ba = Vector512.LoadUnsafe(ref b0, j), bb = Vector512.LoadUnsafe(ref b0, j + 8);
            Vector512<ulong> ma = Vector512.LoadUnsafe(ref m0, j), mb = Vector512.LoadUnsafe(ref m0, j + 8);
            foreach (var hash in hashes)
            {
                var h = Vector512.Create(hash);
                ma = Vector512.Min(ma, Reduce((h * aa) + ba) & masks);
                mb = Vector512.Min(mb, Reduce((h * ab) + bb) & masks);
            }
            ma.StoreUnsafe(ref m0, j);
            mb.StoreUnsafe(ref m0, j + 8);
        }
        for (; j < count; j += Lanes512)
        {
            var (multiplier, offset, minimum) = (Vector512.LoadUnsafe(ref a0, j), Vector512.LoadUnsafe(ref b0, j), Vector512.LoadUnsafe(ref m0, j));
            foreach (var hash in hashes) minimum = Vector512.Min(minimum, Reduce((Vector512.Create(hash) * multiplier) + offset) & masks);
            minimum.StoreUnsafe(ref m0, j);
        }
    }

    internal static void Update256(ReadOnlySpan<ulong> hashes, ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ulong mask, Span<ulong> minima)
    {
        Check(a, b, minima);
        ref var a0 = ref MemoryMarshal.GetReference(a);
        ref var b0 = ref MemoryMarshal.GetReference(b);
        ref var m0 = ref MemoryMarshal.GetReference(minima);
        var masks = Vector256.Create(mask);
        for (nuint j = 0; j < (nuint)minima.Length; j += Lanes256)
        {
            var (multiplier, offset, minimum) = (Vector256.LoadUnsafe(ref a0, j), Vector256.LoadUnsafe(ref b0, j), Vector256.LoadUnsafe(ref m0, j));
            foreach (var hash in hashes) minimum = Vector256.Min(minimum, Reduce((Vector256.Create(hash) * multiplier) + offset) & masks);
            minimum.StoreUnsafe(ref m0, j);
        }
    }

    // x mod 2^61 − 1: fold the upper three bits, then take the prime off once. Below the prime the difference wraps round and the sum is smaller.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<ulong> Reduce(Vector512<ulong> x)
    {
        var folded = (x & Vector512.Create(Prime)) + (x >>> 61);
        return Vector512.Min(folded, folded - Vector512.Create(Prime));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<ulong> Reduce(Vector256<ulong> x)
    {
        var folded = (x & Vector256.Create(Prime)) + (x >>> 61);
        return Vector256.Min(folded, folded - Vector256.Create(Prime));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Check(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> minima)
    {
        if (minima.Length % Lanes512 != 0 || a.Length < minima.Length || b.Length < minima.Length)
            throw new ArgumentException($"Multipliers, offsets and minima are padded to {Lanes512}; found {a.Length}, {b.Length}, {minima.Length}.");
    }
}
