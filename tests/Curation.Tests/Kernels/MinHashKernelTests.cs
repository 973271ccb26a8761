using Curation.Stages.Kernels;

namespace Curation.Tests.Kernels;

/// <summary>Every SIMD width gives what the scalar versions give.</summary>
public sealed class MinHashKernelTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(37, 112)]
    [InlineData(500, 112)]
    [InlineData(100, 286)]
    [InlineData(64, 320)]
    public void Update_AnyWidth_EqualsScalar(int hashes, int functions)
    {
        var random = new Random(hashes + functions);
        var count = MinHash32.Padded(functions);
        uint[] h = Words(random, hashes), a = Words(random, count), b = Words(random, count);
        uint[] scalar = Start32(), v256 = Start32(), v512 = Start32(), chosen = Start32();
        MinHash32.UpdateScalar(h, a, b, scalar);
        MinHash32.Update256(h, a, b, v256);
        MinHash32.Update512(h, a, b, v512);
        MinHash32.Update(h, a, b, chosen);
        Assert.Equal(scalar, v256);
        Assert.Equal(scalar, v512);
        Assert.Equal(scalar, chosen);

        uint[] Start32() => [.. Enumerable.Repeat(uint.MaxValue, count)];
    }

    [Theory]
    [InlineData(1, 8, ulong.MaxValue)]
    [InlineData(37, 112, ulong.MaxValue)]
    [InlineData(500, 112, uint.MaxValue)]
    [InlineData(100, 286, ulong.MaxValue)]
    public void Update61_AnyWidth_EqualsScalar(int hashes, int functions, ulong mask)
    {
        var random = new Random(hashes + functions);
        var count = MinHash61.Padded(functions);
        ulong[] h = Longs(random, hashes), a = Longs(random, count), b = Longs(random, count);
        // Sums at the edges of the modulus.
        (a[0], b[0], a[1], b[1], a[2], b[2]) = (0, MinHash61.Prime, 0, ulong.MaxValue, 0, MinHash61.Prime - 1);
        ulong[] scalar = Start61(), v256 = Start61(), v512 = Start61(), chosen = Start61();
        MinHash61.UpdateScalar(h, a, b, mask, scalar);
        MinHash61.Update256(h, a, b, mask, v256);
        MinHash61.Update512(h, a, b, mask, v512);
        MinHash61.Update(h, a, b, mask, chosen);
        Assert.Equal(scalar, v256);
        Assert.Equal(scalar, v512);
        Assert.Equal(scalar, chosen);

        ulong[] Start61() => [.. Enumerable.Repeat(ulong.MaxValue, count)];
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1)]
    [InlineData(24)]
    public void Hash_Shingles_VectorEqualsRollingAndDirectSum(int size)
    {
        var words = Longs(new Random(size), 203);
        var count = Shingles.Count(words.Length, size);
        ulong[] scalar = new ulong[count], vector = new ulong[count], alone = new ulong[1];
        Shingles.HashScalar(words, size, scalar);
        Shingles.Hash512(words, size, vector);
        Assert.Equal(scalar, vector);
        for (var i = 0; i < count; i++)
        {
            Shingles.HashScalar(words.AsSpan(i, size), size, alone);
            Assert.Equal(alone[0], scalar[i]);
        }
    }

    [Fact]
    public void Update_LengthsThatAreNotPadded_AreRefused() =>
        Assert.Throws<ArgumentException>(() => MinHash32.Update512(new uint[1], new uint[15], new uint[15], new uint[15]));

    static uint[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32))];

    static ulong[] Longs(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() ^ ((ulong)random.NextInt64() << 1))];
}
