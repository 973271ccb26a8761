using Curation.Stages.Kernels;

namespace Curation.Stages.Dedup.MinHash;

/// <summary>Turns the hashes of a text's shingles into its signature. Not thread-safe.</summary>
abstract class Permutations
{
    /// <summary>Bytes of one value of a signature.</summary>
    public abstract int ValueBytes { get; }

    /// <summary>Writes the signature of at least one shingle.</summary>
    /// <param name="shingles">Hashes of the shingles.</param>
    /// <param name="signature">Values in order, little-endian.</param>
    public abstract void Sign(ReadOnlySpan<ulong> shingles, Span<byte> signature);

    /// <summary>The permutations of a dialect.</summary>
    public static Permutations Of(MinHashDialect dialect, int count, int seed) =>
        dialect == MinHashDialect.Rolling32 ? new Affine32(count, seed) : new Mersenne61(count, seed, dialect == MinHashDialect.Datatrove32);
}

/// <summary><c>a·h + b mod 2^32</c> with odd a.</summary>
sealed class Affine32 : Permutations
{
    readonly uint[] _a, _b, _minima;
    uint[] _hashes = new uint[1024];

    public Affine32(int count, int seed)
    {
        var padded = MinHash32.Padded(count);
        (_a, _b, _minima) = (new uint[padded], new uint[padded], new uint[padded]);
        var state = (ulong)seed;
        for (var j = 0; j < padded; j++) (_a[j], _b[j]) = ((uint)Next(ref state) | 1, (uint)Next(ref state));
    }

    public override int ValueBytes => 4;

    public override void Sign(ReadOnlySpan<ulong> shingles, Span<byte> signature)
    {
        if (_hashes.Length < shingles.Length) _hashes = new uint[Math.Max(shingles.Length, 2 * _hashes.Length)];
        for (var i = 0; i < shingles.Length; i++) _hashes[i] = (uint)shingles[i];
        _minima.AsSpan().Fill(uint.MaxValue);
        MinHash32.Update(_hashes.AsSpan(0, shingles.Length), _a, _b, _minima);
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(_minima.AsSpan())[..signature.Length].CopyTo(signature);
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014).</summary>
    static ulong Next(ref ulong state)
    {
        var z = state = unchecked(state + 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return (z ^ (z >> 31)) >> 32;
    }
}

/// <summary><c>(a·h + b mod 2^64) mod 2^61 − 1</c> with datatrove's a and b, all of it or its lower half.</summary>
sealed class Mersenne61 : Permutations
{
    readonly ulong[] _a, _b, _minima;
    readonly bool _half;

    public Mersenne61(int count, int seed, bool half)
    {
        _half = half;
        var padded = MinHash61.Padded(count);
        (_a, _b, _minima) = (new ulong[padded], new ulong[padded], new ulong[padded]);
        var random = new NumpyRandom((uint)seed);
        for (var j = 0; j < count; j++) _a[j] = random.Next(1, MinHash61.Prime);
        for (var j = 0; j < count; j++) _b[j] = random.Next(0, MinHash61.Prime);
    }

    /// <summary>The multipliers, then padding.</summary>
    internal ReadOnlySpan<ulong> Multipliers => _a;

    /// <summary>The offsets, then padding.</summary>
    internal ReadOnlySpan<ulong> Offsets => _b;

    public override int ValueBytes => _half ? 4 : 8;

    public override void Sign(ReadOnlySpan<ulong> shingles, Span<byte> signature)
    {
        _minima.AsSpan().Fill(ulong.MaxValue);
        MinHash61.Update(shingles, _a, _b, _half ? uint.MaxValue : ulong.MaxValue, _minima);
        if (_half)
        {
            for (var j = 0; j < signature.Length / 4; j++) System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(signature[(4 * j)..], (uint)_minima[j]);
            return;
        }
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(_minima.AsSpan())[..signature.Length].CopyTo(signature);
    }
}
