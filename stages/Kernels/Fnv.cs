namespace Curation.Stages.Kernels;

/// <summary>FNV-1a with 32 bits over signed bytes, as fastText hashes.</summary>
static class Fnv
{
    /// <summary>The hash of nothing.</summary>
    public const uint Basis = 2166136261;

    /// <summary>What each step multiplies by.</summary>
    public const uint Prime = 16777619;

    /// <summary>The hash with one more byte, which counts as signed.</summary>
    public static uint Add(uint hash, byte value) => unchecked((hash ^ (uint)(sbyte)value) * Prime);

    /// <summary>The hash of some bytes.</summary>
    public static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var value in bytes) hash = Add(hash, value);
        return hash;
    }
}
