namespace Curation.Mixers.TrainingSets;

/// <summary>What a training set holds (<c>blend.json</c>), written last: where it is, all is there.</summary>
public sealed record TrainingSetManifest
{
    /// <summary>Version of the layout.</summary>
    public string Version { get; init; } = "1.0";

    /// <summary>Hash of the mixture, the options and the shards: the same one gives the same bytes.</summary>
    public required string Key { get; init; }

    /// <summary>Hash of the mixture.</summary>
    public required string Mixture { get; init; }

    /// <summary>Unit of the tokens wanted and written.</summary>
    public required string Unit { get; init; }

    /// <summary>Tokens wanted.</summary>
    public required double Wanted { get; init; }

    /// <summary>Tokens written, in the same unit.</summary>
    public required double Tokens { get; init; }

    /// <summary>Decides documents and order.</summary>
    public required int Seed { get; init; }

    /// <summary>Weights of documents within their domain.</summary>
    public required IReadOnlyList<string> Weigh { get; init; }

    /// <summary>Tokenizer of the packed files; null without.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Bytes of a token in the packed files, 2 or 4.</summary>
    public int? TokenBytes { get; init; }

    /// <summary>Id that ends a document in the packed files.</summary>
    public int? EndOfText { get; init; }

    /// <summary>Vocabulary of that tokenizer.</summary>
    public int? Vocabulary { get; init; }

    /// <summary>The domains.</summary>
    public required IReadOnlyList<TrainingSetDomain> Domains { get; init; }

    /// <summary>The files, in the order of training.</summary>
    public required IReadOnlyList<TrainingSetFile> Files { get; init; }
}

/// <summary>A domain of a training set.</summary>
/// <param name="Name">The domain.</param>
/// <param name="Weight">Its weight in the mixture.</param>
/// <param name="Share">Its share of the tokens written.</param>
/// <param name="Wanted">Tokens wanted.</param>
/// <param name="Tokens">Tokens written: whole documents, so at most half a document from what is wanted.</param>
/// <param name="Available">Tokens that there are.</param>
/// <param name="Epochs">Tokens written over those that there are.</param>
/// <param name="Documents">Documents taken at least once.</param>
/// <param name="Copies">Documents written, copies counted.</param>
/// <param name="PackedTokens">Tokens in the packed files, by their own tokenizer; null without.</param>
public sealed record TrainingSetDomain(string Name, double Weight, double Share, double Wanted, double Tokens, double Available, double Epochs, long Documents, long Copies, long? PackedTokens);

/// <summary>A file of a training set.</summary>
/// <param name="Path">Relative to the manifest.</param>
/// <param name="Documents">Documents.</param>
/// <param name="Tokens">Tokens: as the shards count them for Parquet, ids for packed files.</param>
/// <param name="Bytes">Bytes.</param>
/// <param name="Digest">XxHash128 of the bytes.</param>
public sealed record TrainingSetFile(string Path, long Documents, long Tokens, long Bytes, string Digest);
