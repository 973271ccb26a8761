using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Curation.Stages.Kernels;

/// <summary>
/// Hashes of runs of n words from the words' own hashes: the polynomial <c>Σ word[i+k] · P^(n−1−k) mod 2^64</c>, then mixed. It rolls,
/// so the work per shingle does not depend on the length of words; vectors take eight shingles at a time by Horner's rule.
/// </summary>
static class Shingles
{
    // Odd, so that no word's bits are lost.
    const ulong P = 0x9E3779B97F4A7C15;
    const ulong Mixer = 0xD6E8FEB86659FD93;

    /// <summary>Number of shingles of so many words.</summary>
    public static int Count(int words, int size) => Math.Max(0, words - size + 1);

    /// <summary>Writes a hash for each shingle.</summary>
    /// <param name="words">Hashes of the words.</param>
    /// <param name="size">Words in a shingle, at least 1.</param>
    /// <param name="target">At least <see cref="Count"/> long.</param>
    public static void Hash(ReadOnlySpan<ulong> words, int size, Span<ulong> target)
    {
        if (Vector512.IsHardwareAccelerated) Hash512(words, size, target);
        else HashScalar(words, size, target);
    }

    /// <summary>The oracle of the vector version: it rolls.</summary>
    internal static void HashScalar(ReadOnlySpan<ulong> words, int size, Span<ulong> target) => HashScalar(words, size, 0, target);

    internal static void Hash512(ReadOnlySpan<ulong> words, int size, Span<ulong> target)
    {
        var count = Count(words.Length, size);
        target = target[..count];
        ref var first = ref MemoryMarshal.GetReference(words);
        ref var to = ref MemoryMarshal.GetReference(target);
        var (p, mixer) = (Vector512.Create(P), Vector512.Create(Mixer));
        var i = 0;
        for (; i + 8 <= count; i += 8)
        {
            var hash = Vector512.LoadUnsafe(ref first, (nuint)i);
            for (var k = 1; k < size; k++) hash = (hash * p) + Vector512.LoadUnsafe(ref first, (nuint)(i + k));
            hash ^= hash >>> 32;
            hash *= mixer;
            hash ^= hash >>> 32;
            hash.StoreUnsafe(ref to, (nuint)i);
        }
        HashScalar(words, size, i, target);
    }

    static void HashScalar(ReadOnlySpan<ulong> words, int size, int from, Span<ulong> target)
    {
        var count = Count(words.Length, size);
        if (from >= count) return;
        var power = 1UL;
        for (var k = 1; k < size; k++) power = unchecked(power * P);
        var hash = 0UL;
        for (var k = 0; k < size; k++) hash = unchecked((hash * P) + words[from + k]);
        target[from] = Mix(hash);
        for (var i = from + 1; i < count; i++)
        {
            hash = unchecked(((hash - (words[i - 1] * power)) * P) + words[i + size - 1]);
            target[i] = Mix(hash);
        }
    }

    static ulong Mix(ulong hash)
    {
        hash ^= hash >>> 32;
        hash = unchecked(hash * Mixer);
        return hash ^ (hash >>> 32);
    }
}
