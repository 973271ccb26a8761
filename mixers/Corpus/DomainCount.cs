using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Curation.Mixers.Corpus;

/// <summary>Counts a domain and keeps its documents of least rank, up to a quota of tokens: a sample that does not depend on the order of shards.</summary>
sealed class DomainCount(string name, long quota)
{
    readonly PriorityQueue<SampledDocument, (ulong Rank, string Id)> _kept = new(Comparer<(ulong, string)>.Create((a, b) => b.CompareTo(a)));
    long _keptTokens;
    ulong _sum, _xor;

    public string Name => name;

    public long Documents { get; private set; }

    public long Tokens { get; private set; }

    public string Hash => $"{_sum:x16}{_xor:x16}";

    public void Add(string id, int tokens, int characters, int seed)
    {
        Documents++;
        Tokens += tokens;
        var key = MemoryMarshal.AsBytes(id.AsSpan());
        var content = XxHash3.HashToUInt64(key, (long)tokens << 32 | (uint)characters);
        (_sum, _xor) = (unchecked(_sum + content), _xor ^ content);
        var document = new SampledDocument(XxHash3.HashToUInt64(key, seed), id, tokens);
        _kept.Enqueue(document, (document.Rank, id));
        _keptTokens += tokens;
        while (_kept.Count > 1 && _keptTokens - _kept.Peek().Tokens >= quota) _keptTokens -= _kept.Dequeue().Tokens;
    }

    /// <summary>The kept documents by rank.</summary>
    public IReadOnlyList<SampledDocument> Sample() => [.. _kept.UnorderedItems.Select(i => i.Element).OrderBy(d => d.Rank).ThenBy(d => d.Id, StringComparer.Ordinal)];
}
