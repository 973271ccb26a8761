using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Curation.Stages.Kernels;

/// <summary>A quick 64-bit hash of a few characters for tables in memory; never stored, since it depends on the byte order.</summary>
static class CharHash
{
    const ulong Key = 0x9E3779B97F4A7C15;
    const ulong Other = 0xD1B54A32D192ED03;

    /// <summary>The hash.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        ref var start = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text));
        var length = text.Length * 2;
        var hash = (ulong)length * Other;
        if (length <= 16)
        {
            if (length >= 8) return Mix(Read(ref start, 0) ^ Key, Read(ref start, length - 8) ^ hash);
            if (length >= 4) return Mix(ReadHalf(ref start, 0) ^ Key, ReadHalf(ref start, length - 4) ^ hash);
            return length == 0 ? 0 : Mix(text[0] ^ Key, hash);
        }
        var at = 0;
        if (length > 64)
        {
            // Two chains, so that one multiplication does not wait for the other.
            var second = hash ^ Other;
            for (; at < length - 32; at += 32)
            {
                hash = Mix(Read(ref start, at) ^ Key, Read(ref start, at + 8) ^ hash);
                second = Mix(Read(ref start, at + 16) ^ Other, Read(ref start, at + 24) ^ second);
            }
            hash = Mix(hash ^ Key, second);
        }
        for (var i = at; i < length - 16; i += 16) hash = Mix(Read(ref start, i) ^ Key, Read(ref start, i + 8) ^ hash);
        return Mix(Read(ref start, length - 16) ^ Key, Read(ref start, length - 8) ^ hash);
    }

    static ulong Read(ref byte start, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, at));

    static ulong ReadHalf(ref byte start, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at));

    static ulong Mix(ulong a, ulong b) => Math.BigMul(a, b, out var low) ^ low;
}
