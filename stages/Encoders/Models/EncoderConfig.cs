using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Curation.Core.Errors;

namespace Curation.Encoders.Models;

/// <summary>What a model's config.json says of it, as Hugging Face's libraries write it.</summary>
sealed record EncoderConfig
{
    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Architecture, such as <c>bert</c>.</summary>
    public string ModelType { get; init; } = "";

    /// <summary>Length of a token's vector.</summary>
    public int HiddenSize { get; init; }

    /// <summary>Layers.</summary>
    public int NumHiddenLayers { get; init; }

    /// <summary>Heads of attention in a layer.</summary>
    public int NumAttentionHeads { get; init; }

    /// <summary>Activation between the two products of a layer.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>How positions enter.</summary>
    public string PositionEmbeddingType { get; init; } = "absolute";

    /// <summary>Rows of the table of positions.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    /// <summary>Added to variances before their roots are taken.</summary>
    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>Token that fills short texts of a batch up; left out by writers where it is the architecture's own.</summary>
    public int? PadTokenId { get; init; }

    /// <summary>Names of the outputs by ordinal; left out by writers where they are the two default ones.</summary>
    public ImmutableDictionary<string, string>? Id2label { get; init; }

    /// <summary>How many outputs there are; written by hand where outputs have no names.</summary>
    public int? NumLabels { get; init; }

    /// <summary><c>regression</c>, <c>single_label_classification</c> or <c>multi_label_classification</c>.</summary>
    public string? ProblemType { get; init; }

    /// <summary>Whether it is one of RoBERTa's (Liu et al. 2019; XLM-RoBERTa: Conneau et al. 2020): BERT's layers with other positions and another head.</summary>
    public bool IsRoberta => ModelType is "roberta" or "xlm-roberta" or "camembert";

    /// <summary>Token that fills short texts of a batch up.</summary>
    public int Padding => PadTokenId ?? (IsRoberta ? 1 : 0);

    /// <summary>Row of a text's first position: RoBERTa's lie behind that of the padding.</summary>
    public int FirstPosition => IsRoberta ? Padding + 1 : 0;

    /// <summary>Most tokens of a text.</summary>
    public int MaxTokens => MaxPositionEmbeddings - FirstPosition;

    /// <summary>Names of the outputs in their order.</summary>
    public ImmutableArray<string> Labels => Id2label is null ? [.. Enumerable.Range(0, NumLabels ?? 2).Select(i => $"LABEL_{i}")]
        : [.. Id2label.OrderBy(p => int.Parse(p.Key, CultureInfo.InvariantCulture)).Select(p => p.Value)];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigException">It is not there or no such file.</exception>
    public static EncoderConfig Load(string path)
    {
        try
        {
            var config = JsonSerializer.Deserialize<EncoderConfig>(File.ReadAllBytes(path), s_json) ?? throw new JsonException("null");
            if (config.NumLabels is < 1 || config.MaxTokens < 3) throw new JsonException($"num_labels {config.NumLabels} and max_position_embeddings {config.MaxPositionEmbeddings} where at least 1 and a few tokens are needed");
            return config.Id2label?.Keys.All(k => int.TryParse(k, CultureInfo.InvariantCulture, out _)) == false ? throw new JsonException("id2label with keys that are no numbers") : config;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"encoder-classifier: {path}: expected the config.json of an encoder classifier, found {error.Message}", error);
        }
    }
}
