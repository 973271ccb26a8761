namespace Curation.Stages.FastText.Training;

/// <summary>Numbers that look random and depend on what they are drawn for alone (SplitMix64; Steele, Lea and Flood 2014).</summary>
static class Draw
{
    /// <summary>64 bits for a seed and an ordinal.</summary>
    public static ulong Bits(ulong seed, ulong ordinal)
    {
        var z = unchecked(seed + (ordinal + 1) * 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public static int Below(ulong bits, int limit) => (int)Math.BigMul(bits, (ulong)limit, out _);

    /// <summary>The numbers 0 to below <paramref name="count"/> in a random order.</summary>
    public static int[] Order(int count, ulong seed)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            var at = Below(Bits(seed, (ulong)i), i + 1);
            order[i] = order[at];
            order[at] = i;
        }
        return order;
    }
}
