using CsCheck;
using Curation.Stages.Kernels;

namespace Curation.Tests.Kernels;

public sealed class RadixSortTests
{
    [Fact]
    public void Sort_AnyNumbers_OrdersThemAsArraySortDoes() =>
        Gen.Select(Gen.UInt[0, 128], Gen.ULong, Gen.Int[0, 3000], Gen.ULong).Sample((shift, mask, count, seed) =>
        {
            var state = seed;
            var items = new UInt128[count];
            for (var i = 0; i < count; i++) items[i] = (new UInt128(Next(ref state) & mask, Next(ref state)) >> (int)shift) | (Next(ref state) & 3);
            var expected = items.ToArray();
            Array.Sort(expected);
            RadixSort.Sort(items);
            return items.AsSpan().SequenceEqual(expected);
        }, iter: 300, seed: "0N0XIzNsQ0O2");

    static ulong Next(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
