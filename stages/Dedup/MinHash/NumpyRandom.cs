namespace Curation.Stages.Dedup.MinHash;

/// <summary>
/// The Mersenne Twister as <c>numpy.random.RandomState(seed)</c> uses it, as far as datatrove draws from it: 64-bit integers below
/// a bound, by masks and rejection.
/// </summary>
sealed class NumpyRandom
{
    const int Size = 624, Shift = 397;
    readonly uint[] _state = new uint[Size];
    int _at = Size;

    /// <summary>A generator with a seed.</summary>
    public NumpyRandom(uint seed)
    {
        _state[0] = seed;
        for (var i = 1; i < Size; i++) _state[i] = unchecked((1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i);
    }

    /// <summary>A number from <paramref name="low"/> to below <paramref name="high"/>, which lie more than 2^32 apart.</summary>
    public ulong Next(ulong low, ulong high)
    {
        var range = high - low - 1;
        var mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(range);
        ulong drawn;
        do drawn = (((ulong)NextWord() << 32) | NextWord()) & mask;
        while (drawn > range);
        return low + drawn;
    }

    uint NextWord()
    {
        if (_at == Size) Refill();
        var y = _state[_at++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    void Refill()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            _state[i] = _state[(i + Shift) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
        }
        _at = 0;
    }
}
