using Curation.Core.Errors;

namespace Curation.Mixers.Proxies;

/// <summary>Tokens of one domain for proxies, cut into windows that are read in a shuffled order, each once an epoch.</summary>
public sealed class TokenPool
{
    readonly ushort[] _tokens;
    readonly int[] _order;
    readonly int _length;

    /// <param name="domain">Name of the domain, for messages.</param>
    /// <param name="tokens">Its tokens, documents one after another, each with its end.</param>
    /// <param name="length">Tokens of a window; one more is read as the last target.</param>
    /// <param name="seed">Decides the order: the same for all proxies, so that they differ by their mix alone.</param>
    /// <exception cref="ConfigException">There are fewer tokens than a window has.</exception>
    public TokenPool(string domain, ushort[] tokens, int length, int seed)
    {
        (_tokens, _length) = (tokens, length);
        var windows = (tokens.Length - 1) / length;
        if (windows < 1) throw new ConfigException($"domain '{domain}': {tokens.Length} tokens are too few for one window of {length}; leave the domain out, join it to another, or raise proxy.tokens");
        _order = [.. Enumerable.Range(0, windows)];
        new Random(seed).Shuffle(_order);
    }

    /// <summary>Windows of an epoch.</summary>
    public int Windows => _order.Length;

    /// <summary>Copies the window that comes at a place of the order (epochs repeat it), and the token after it.</summary>
    public void Read(int place, Span<long> window)
    {
        var start = _order[place % _order.Length] * _length;
        for (var i = 0; i < window.Length; i++) window[i] = _tokens[start + i];
    }
}
