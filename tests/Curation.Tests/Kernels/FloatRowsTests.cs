using Curation.Stages.Kernels;

namespace Curation.Tests.Kernels;

public sealed class FloatRowsTests
{
    [Fact]
    public void Add_AnyWidth_EqualsTheScalarSumToTheBit()
    {
        var random = new Random(11);
        for (var columns = 1; columns < 200; columns += columns < 40 ? 1 : 13)
        {
            var matrix = Numbers(random, 50 * columns);
            var rows = Enumerable.Range(0, random.Next(30)).Select(_ => random.Next(50)).ToArray();
            var found = Numbers(random, columns);
            var expected = found.ToArray();
            FloatRows.Add(matrix, rows, found);
            FloatRows.AddScalar(matrix, rows, expected);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Dot_AnyLength_IsNearTheSumInOrder()
    {
        var random = new Random(12);
        for (var length = 1; length < 100; length++)
        {
            var (a, b) = (Numbers(random, length), Numbers(random, length));
            Assert.Equal(FloatRows.DotInOrder(a, b), FloatRows.Dot(a, b), 1e-5f);
        }
        Assert.Throws<ArgumentException>(() => FloatRows.Dot(new float[3], new float[2]));
    }

    [Fact]
    public void AddScaled_AnyLength_EqualsTheScalarLoop()
    {
        var random = new Random(13);
        for (var length = 1; length < 60; length++)
        {
            var (target, row) = (Numbers(random, length), Numbers(random, length));
            var expected = target.Zip(row, (t, r) => t + r * .5f).ToArray();
            FloatRows.AddScaled(target, row, .5f);
            Assert.Equal(expected, target);
        }
    }

    static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1)];
}
