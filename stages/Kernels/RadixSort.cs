using System.Runtime.InteropServices;

namespace Curation.Stages.Kernels;

/// <summary>Sorts 128-bit numbers in place: by bytes from the highest (American flag), small runs by comparison.</summary>
static class RadixSort
{
    const int SmallRun = 128;

    /// <summary>Sorts ascending.</summary>
    public static void Sort(Span<UInt128> items)
    {
        if (items.Length <= SmallRun)
        {
            items.Sort();
            return;
        }
        UInt128 all = UInt128.MaxValue, any = UInt128.Zero;
        foreach (ref readonly var item in items)
        {
            all &= item;
            any |= item;
        }
        var differing = all ^ any;
        if (differing != UInt128.Zero) Sort(items, (127 - (int)UInt128.LeadingZeroCount(differing)) / 8);
    }

    static void Sort(Span<UInt128> items, int place)
    {
        // The byte is read from memory: the lowest comes first on every machine that .NET runs on with vectors.
        var bytes = MemoryMarshal.AsBytes(items);
        Span<int> next = stackalloc int[256];
        Span<int> ends = stackalloc int[256];
        next.Clear();
        for (var i = place; i < bytes.Length; i += 16) next[bytes[i]]++;
        var sum = 0;
        for (var b = 0; b < 256; b++)
        {
            var count = next[b];
            next[b] = sum;
            ends[b] = sum += count;
        }
        for (var b = 0; b < 256; b++)
        {
            while (next[b] < ends[b])
            {
                var item = items[next[b]];
                for (int to; (to = Byte(item, place)) != b;)
                {
                    var at = next[to]++;
                    (item, items[at]) = (items[at], item);
                }
                items[next[b]++] = item;
            }
        }
        if (place == 0) return;
        for (int b = 0, start = 0; b < 256; start = ends[b++])
        {
            var run = items[start..ends[b]];
            if (run.Length <= SmallRun) { if (run.Length > 1) run.Sort(); }
            else Sort(run, place - 1);
        }
    }

    static int Byte(UInt128 item, int place) => (byte)(place < 8 ? (ulong)item >> (place * 8) : (ulong)(item >> 64) >> ((place - 8) * 8));
}
