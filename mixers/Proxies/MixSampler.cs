namespace Curation.Mixers.Proxies;

/// <summary>
/// Draws a proxy's sequences from the pools: each slot goes to the domain that is furthest behind its share, so that every stretch of
/// the training has the mix as exactly as whole windows allow, and no chance of composition adds to the noise.
/// </summary>
public sealed class MixSampler(IReadOnlyList<TokenPool?> pools, double[] weights)
{
    readonly long[] _drawn = new long[weights.Length];
    long _slots;

    /// <summary>Windows drawn so far by domain.</summary>
    public IReadOnlyList<long> Drawn => _drawn;

    /// <summary>Reads the next window.</summary>
    public void Next(Span<long> window)
    {
        var domain = Advance();
        pools[domain]!.Read((int)(_drawn[domain] - 1), window);
    }

    /// <summary>Passes windows by, for resuming.</summary>
    public void Skip(long windows)
    {
        for (var i = 0L; i < windows; i++) Advance();
    }

    int Advance()
    {
        _slots++;
        var (best, behind) = (-1, double.NegativeInfinity);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0) continue;
            var lag = weights[i] * _slots - _drawn[i];
            if (lag > behind + 1e-12) (best, behind) = (i, lag);
        }
        _drawn[best]++;
        return best;
    }
}
