namespace Curation.Stages.Filters.TopFraction;

/// <summary>The key of a rank among many sorted runs: sixteen bits a pass, until what is left fits into memory. One run is open at a time.</summary>
static class RankSelect
{
    /// <summary>Keys that are sorted in memory, 24 bytes each.</summary>
    public const int InMemory = 1 << 20;

    /// <param name="runs">Sorted runs.</param>
    /// <param name="rank">Rank of the key, from 0.</param>
    /// <param name="inMemory">Keys that may be sorted in memory, at least 1.</param>
    public static RankKey Find(IReadOnlyList<RankRange> runs, long rank, int inMemory = InMemory)
    {
        for (var level = 0; level < 12 && runs.Sum(r => r.Count) > inMemory; level++)
        {
            var counts = new long[1 << 16];
            foreach (var run in runs)
                foreach (var key in run.Keys()) counts[key.Digit(level)]++;
            var digit = 0;
            for (; rank >= counts[digit]; digit++) rank -= counts[digit];
            runs = [.. runs.Select(r => Narrow(r, level, digit)).Where(r => r.Count > 0)];
        }
        // More than memory holds are left only if all are the same key.
        var left = runs.SelectMany(r => r.Keys()).Take(inMemory).Order().ToArray();
        return left[(int)Math.Min(rank, left.Length - 1)];
    }

    static RankRange Narrow(RankRange run, int level, int digit)
    {
        long before = 0, equal = 0;
        foreach (var key in run.Keys())
        {
            var other = key.Digit(level);
            if (other < digit) before++;
            else if (other == digit) equal++;
            else break;
        }
        return run.Slice(before, equal);
    }
}
