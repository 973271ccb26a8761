using Curation.Core.Contracts;

namespace Curation.Mixers.TrainingSets;

/// <summary>Options of a training set: how many tokens of each domain, chosen how, written as what.</summary>
public sealed record TrainingSetOptions : IOptions
{
    /// <summary>Shards to take from, paths or patterns.</summary>
    public IReadOnlyList<string> Shards { get; init; } = [];

    /// <summary>Tokens in all, in the unit of the mixture's weights.</summary>
    public double Tokens { get; init; }

    /// <summary>Folder that it is written to; local or s3.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Decides which documents of a domain are taken and the order of all.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Weights of documents within their domain: <c>signals.NAME&lt;0.3&lt;0.7=0,1,2</c> or <c>duplicates&lt;2&lt;5=1,2,3</c>, a weight a band; several multiply.</summary>
    public IReadOnlyList<string> Weigh { get; init; } = [];

    /// <summary>Most copies of one document.</summary>
    public double MaxEpochs { get; init; } = 4;

    /// <summary>Whether Parquet shards are written.</summary>
    public bool Parquet { get; init; } = true;

    /// <summary>Tokenizer of packed token files; null writes none.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Token that ends a document in packed files, by name or id; null takes the tokenizer's own.</summary>
    public string? EndOfText { get; init; }

    /// <summary>Tokens of an output file, about, in the shards' count.</summary>
    public long FileTokens { get; init; } = 100_000_000;

    /// <summary>Files that are worked on at a time; the result does not depend on it.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Shards.Count > 0, nameof(Shards), "none", "at least one path or pattern");
        errors.Require(Tokens >= 1 && double.IsFinite(Tokens), nameof(Tokens), Tokens, "at least 1");
        errors.Require(Directory.Length > 0, nameof(Directory), "none", "a folder");
        errors.Require(MaxEpochs > 0, nameof(MaxEpochs), MaxEpochs, "more than 0");
        errors.Require(Parquet || Tokenizer is not null, nameof(Parquet), Parquet, "Parquet, or a tokenizer for packed token files");
        errors.Require(FileTokens >= 1000, nameof(FileTokens), FileTokens, "at least 1000");
        errors.Require(Workers >= 1, nameof(Workers), Workers, "at least 1");
        foreach (var text in Weigh) DocumentWeights.Check(text, errors);
    }
}
