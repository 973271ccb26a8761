namespace Curation.Stages.Filters.Decontamination;

/// <summary>A hash of the last few words, moved on a word at a time.</summary>
/// <param name="length">Number of words.</param>
struct RollingHash(int length)
{
    const ulong Base = 0x9E3779B97F4A7C15;

    readonly ulong _out = Power(length);
    ulong _sum;

    /// <summary>The hash of some words, as moving over them gives it.</summary>
    public static ulong Of(ReadOnlySpan<uint> words)
    {
        ulong sum = 0;
        foreach (var word in words) sum = unchecked(sum * Base + word + 1);
        return Mix(sum);
    }

    /// <summary>Takes one word in; the hash is whole once <c>length</c> words are.</summary>
    public void Add(uint word) => _sum = unchecked(_sum * Base + word + 1);

    /// <summary>Takes the oldest word out, after <see cref="Add"/>.</summary>
    public void Remove(uint word) => _sum = unchecked(_sum - (word + 1UL) * _out);

    /// <summary>The hash.</summary>
    public readonly ulong Value => Mix(_sum);

    static ulong Power(int exponent)
    {
        ulong power = 1;
        for (; exponent > 0; exponent--) power = unchecked(power * Base);
        return power;
    }

    static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 32)) * 0xD6E8FEB86659FD93);
        return value ^ (value >> 32);
    }
}
