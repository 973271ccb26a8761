using System.Numerics;
using System.Text;
using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Tokens by ordinal and ordinals by token; the bytes lie in one block.</summary>
sealed class TokenTable
{
    readonly byte[] _bytes;
    readonly int[] _ends;
    readonly uint[] _hashes;
    readonly (uint Hash, int Token)[] _slots;

    /// <param name="tokens">The tokens in order; of equal ones the first is found.</param>
    public TokenTable(IReadOnlyList<byte[]> tokens)
    {
        _bytes = new byte[tokens.Sum(t => (long)t.Length)];
        _ends = new int[tokens.Count + 1];
        _hashes = new uint[tokens.Count];
        _slots = new (uint, int)[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, tokens.Count * 2L))];
        _slots.AsSpan().Fill((0, -1));
        for (var i = 0; i < tokens.Count; i++)
        {
            tokens[i].CopyTo(_bytes, _ends[i]);
            _ends[i + 1] = _ends[i] + tokens[i].Length;
            _hashes[i] = Fnv.Hash(tokens[i]);
            var slot = _hashes[i] & (uint)(_slots.Length - 1);
            while (_slots[slot].Token >= 0) slot = (slot + 1) & (uint)(_slots.Length - 1);
            _slots[slot] = (_hashes[i], i);
        }
    }

    public int Count => _hashes.Length;

    public ReadOnlySpan<byte> this[int token] => _bytes.AsSpan(_ends[token].._ends[token + 1]);

    /// <summary>FNV hash of a token.</summary>
    public uint Hash(int token) => _hashes[token];

    /// <summary>Ordinal of a token with this hash, or -1.</summary>
    public int Find(ReadOnlySpan<byte> token, uint hash)
    {
        var mask = (uint)(_slots.Length - 1);
        for (var slot = hash & mask; _slots[slot] is { Token: >= 0 } entry; slot = (slot + 1) & mask)
            if (entry.Hash == hash && token.SequenceEqual(this[entry.Token])) return entry.Token;
        return -1;
    }

    public string Text(int token) => Encoding.UTF8.GetString(this[token]);
}
