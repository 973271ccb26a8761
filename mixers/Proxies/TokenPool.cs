using Curation.Core.Errors;

namespace Curation.Mixers.Proxies;

/// <summary>
/// Tokens of one domain for proxies, cut into windows that are read in a shuffled order, each once an epoch. A domain with fewer tokens
/// than a window has one window, which goes round: its tokens count towards the domain's epochs like any others.
/// </summary>
public sealed class TokenPool
{
    readonly ushort[] _tokens;
    readonly int[] _order;
    readonly int _length;

    /// <param name="domain">Name of the domain, for messages.</param>
    /// <param name="tokens">Its tokens, documents one after another, each with its end.</param>
    /// <param name="length">Tokens of a window; one more is read as the last target.</param>
    /// <param name="seed">Decides the order: the same for all proxies, so that they differ by their mix alone.</param>
    /// <exception cref="ConfigException">There are fewer than two tokens: nothing follows anything.</exception>
    public TokenPool(string domain, ushort[] tokens, int length, int seed)
    {
        (_tokens, _length) = (tokens, length);
        if (tokens.Length < 2) throw new ConfigException($"domain '{domain}': its sample has {tokens.Length} tokens, and a proxy learns from two on; leave the domain out of the shards or join it to another by the option domains");
        _order = [.. Enumerable.Range(0, Math.Max(1, (tokens.Length - 1) / length))];
        new Random(seed).Shuffle(_order);
    }

    /// <summary>Windows of an epoch.</summary>
    public int Windows => _order.Length;

    /// <summary>Whether the domain has fewer tokens than a window, which then repeats them.</summary>
    public bool IsShort => _tokens.Length <= _length;

    /// <summary>Copies the window that comes at a place of the order (epochs repeat it), and the token after it.</summary>
    public void Read(int place, Span<long> window)
    {
        // A short domain goes on where its last window ended, so that no token is seen more often than the others.
        var start = IsShort ? (int)((long)place * _length % _tokens.Length) : _order[place % _order.Length] * _length;
        for (var i = 0; i < window.Length; i++)
        {
            window[i] = _tokens[start];
            if (++start == _tokens.Length) start = 0;
        }
    }
}
