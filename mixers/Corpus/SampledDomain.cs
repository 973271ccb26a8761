using System.Runtime.InteropServices;
using System.Text;
using Curation.Core.Statistics;
using Curation.Mixers.Tokenization;

namespace Curation.Mixers.Corpus;

/// <summary>The sample of a domain as the proxies' tokens, measured.</summary>
sealed class SampledDomain
{
    readonly List<ushort> _tokens = [];
    readonly DomainCount _count;
    readonly double _perToken, _perCount;

    SampledDomain(DomainCount count, IEnumerable<(string Text, int Tokens)> sample, ITextTokenizer tokenizer, ITokenCounter? counter)
    {
        _count = count;
        var (bytes, counted, wanted) = (0L, 0L, 0L);
        foreach (var (text, tokens) in sample)
        {
            tokenizer.Encode(text, _tokens);
            _tokens.Add((ushort)tokenizer.EndOfText);
            bytes += Encoding.UTF8.GetByteCount(text);
            counted += tokens;
            wanted += counter?.Count(text) ?? tokens;
        }
        _perToken = (double)bytes / Math.Max(1, wanted);
        _perCount = counted == 0 ? 1 : (double)wanted / counted;
        PerProxyToken = (double)bytes / Math.Max(1, _tokens.Count);
    }

    double PerProxyToken { get; }

    double Tokens => _count.Tokens * _perCount;

    public static SampledDomain Of(DomainCount count, IEnumerable<(string Text, int Tokens)> sample, ITextTokenizer tokenizer, ITokenCounter? counter) =>
        new(count, sample, tokenizer, counter);

    /// <summary>The domains, with as much of each sample as gives the proxies the epochs that the real training has.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="proxyTokens">Tokens that a proxy is trained on.</param>
    /// <param name="targetTokens">Tokens of the real training; null takes all there are.</param>
    /// <param name="proxyTokensPerToken">Tokens of the proxies for one of the unit; null takes that of all samples together.</param>
    /// <param name="fewest">Tokens that a sample keeps in any case.</param>
    public static Domain[] Fill(IReadOnlyList<SampledDomain> samples, long proxyTokens, double? targetTokens, double? proxyTokensPerToken, int fewest)
    {
        var total = samples.Sum(s => s.Tokens);
        // A proxy reads other tokens than the real model: epochs match where the shares of bytes do.
        var scale = proxyTokensPerToken ?? samples.Sum(s => s.Tokens / total * s._perToken / s.PerProxyToken);
        var share = proxyTokens / (Math.Max(targetTokens ?? total, 1) * scale);
        return [.. samples.Select(s => new Domain
        {
            Name = s._count.Name,
            Documents = s._count.Documents,
            Tokens = (long)Math.Round(s.Tokens),
            TokensPerCount = s._perCount,
            Hash = s._count.Hash,
            BytesPerToken = s._perToken,
            BytesPerProxyToken = s.PerProxyToken,
            SampleTokens = (long)Math.Min(s._tokens.Count, Math.Max(s.Tokens * s._perToken / s.PerProxyToken * Math.Min(1, share), fewest)),
            HeldOut = 0,
            Overlapping = 0,
        })];
    }

    /// <summary>The first tokens, little endian.</summary>
    public byte[] Bytes(int tokens) => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_tokens)[..tokens]).ToArray();
}
