namespace Curation.Mixers.Corpus;

/// <summary>A domain of the shards, measured.</summary>
public sealed record Domain
{
    /// <summary>Values of its columns, joined by <c>/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Documents.</summary>
    public required long Documents { get; init; }

    /// <summary>Tokens of the target tokenizer, or as the shards count them where none is named: the unit of weights and caps.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens of that unit for one that the shards count.</summary>
    public required double TokensPerCount { get; init; }

    /// <summary>Order-free hash of the documents' ids and lengths: changes when the domain does.</summary>
    public required string Hash { get; init; }

    /// <summary>UTF-8 bytes a token of the unit, from the sample.</summary>
    public required double BytesPerToken { get; init; }

    /// <summary>UTF-8 bytes a token of the proxies, from the sample.</summary>
    public required double BytesPerProxyToken { get; init; }

    /// <summary>Tokens of the proxies in the sample.</summary>
    public required long SampleTokens { get; init; }

    /// <summary>Held-out documents.</summary>
    public required int HeldOut { get; init; }

    /// <summary>Held-out documents left out because the sample holds much of their text.</summary>
    public required int Overlapping { get; init; }
}
