using System.Collections.Immutable;
using System.Text.Json;
using Curation.Core.Contracts;
using Curation.Core.Errors;

namespace Curation.Stages.FastText;

/// <summary>What is known of a classifier beside its model file <c>X.bin</c>: the JSON file <c>X.bin.json</c>, written by <c>curate train-classifier</c>.</summary>
public sealed record ClassifierCard
{
    /// <summary>The label whose score counts, prefix included.</summary>
    public required string Label { get; init; }

    /// <summary>How texts became lines in training; scoring does the same.</summary>
    public FastTextDialect Dialect { get; init; }

    /// <summary>Least score that is kept, 0 to 1; null if none was chosen.</summary>
    public double? Threshold { get; init; }

    /// <summary>What the threshold was chosen by, such as <c>keep-rate 0.1</c>.</summary>
    public string? ThresholdBy { get; init; }

    /// <summary>Settings of the training, by name.</summary>
    public ImmutableSortedDictionary<string, string> Training { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Measures on examples that were held out, by name.</summary>
    public ImmutableSortedDictionary<string, double> Evaluation { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Held-out examples by score, in ten bins of equal width.</summary>
    public ImmutableArray<CalibrationBin> Calibration { get; init; } = [];

    /// <summary>What other thresholds would keep of the held-out examples, the highest first.</summary>
    public ImmutableArray<ThresholdPoint> Thresholds { get; init; } = [];

    /// <summary>Path of the card of a model.</summary>
    public static string PathOf(string model) => $"{model}.json";

    /// <summary>The card of a model, or null if it has none.</summary>
    /// <exception cref="ConfigException">The card cannot be read.</exception>
    public static ClassifierCard? Find(string model)
    {
        var path = PathOf(model);
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize<ClassifierCard>(File.ReadAllBytes(path), StrictJson.Options)
                ?? throw new ConfigException($"{path}: expected the card of a classifier, found null");
        }
        catch (JsonException error)
        {
            throw new ConfigException($"{path}: expected the card of a classifier, found {error.Message}; train again, or remove the file", error);
        }
    }
}

/// <summary>Held-out examples whose score lies in a range.</summary>
/// <param name="From">Start of the range.</param>
/// <param name="Examples">How many there are.</param>
/// <param name="MeanScore">Mean of their scores.</param>
/// <param name="Positives">How many bear the label.</param>
public sealed record CalibrationBin(double From, int Examples, double MeanScore, int Positives);

/// <summary>What a threshold keeps of held-out examples.</summary>
/// <param name="Score">The threshold.</param>
/// <param name="KeepRate">Share of the examples that it keeps.</param>
/// <param name="Precision">Share of those that bear the label.</param>
/// <param name="Recall">Share of the examples with the label that it keeps.</param>
public sealed record ThresholdPoint(double Score, double KeepRate, double Precision, double Recall);
