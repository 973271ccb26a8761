using System.Collections.Immutable;
using Curation.Core.Documents;
using Curation.Core.Errors;
using Curation.Encoders.Models;

namespace Curation.Encoders;

/// <summary>Names of a model's scores, and how its outputs become them.</summary>
sealed record ScoredLabels
{
    readonly bool _isMultiLabel;

    ScoredLabels(ImmutableArray<string> signals, int judged, bool isMultiLabel) => (Signals, Judged, _isMultiLabel) = (signals, judged, isMultiLabel);

    /// <summary>A signal's name for each output.</summary>
    public ImmutableArray<string> Signals { get; }

    /// <summary>The output that is judged.</summary>
    public int Judged { get; }

    /// <exception cref="ConfigException">The label is not one of the model's, or none is named where there are several.</exception>
    public static ScoredLabels Of(EncoderConfig config, EncoderClassifierOptions options)
    {
        var labels = config.Labels;
        var judged = options.Label is { } label ? labels.IndexOf(label) : labels.Length == 1 ? 0 : -1;
        if (judged < 0) throw new ConfigException($"encoder-classifier: expected the option label to be one of the model's, found {options.Label ?? "none"}; {options.Model} has {string.Join(", ", labels.Take(20))}");
        var signals = labels.Select((l, i) => i == judged ? options.Signal : $"{options.Signal}_{Snake(l)}").ToImmutableArray();
        if (signals.Distinct().Count() < signals.Length) throw new ConfigException($"encoder-classifier: labels of {options.Model} that differ, found {string.Join(", ", labels)}; name them in id2label of its config.json");
        return new(signals, judged, config.ProblemType == "multi_label_classification");
    }

    /// <summary>Scores of outputs: the number itself where there is one, else probabilities.</summary>
    public double[] Scores(ReadOnlySpan<float> outputs)
    {
        var scores = new double[outputs.Length];
        for (var i = 0; i < scores.Length; i++) scores[i] = outputs[i];
        if (scores.Length == 1) return scores;
        if (_isMultiLabel) return Array.ConvertAll(scores, s => 1 / (1 + Math.Exp(-s)));
        var most = scores.Max();
        scores = Array.ConvertAll(scores, s => Math.Exp(s - most));
        var sum = scores.Sum();
        return Array.ConvertAll(scores, s => s / sum);
    }

    /// <summary>The document with its scores.</summary>
    public Document Measured(Document document, ReadOnlySpan<float> outputs)
    {
        var scores = Scores(outputs);
        return document with { Signals = document.Signals.With([.. Signals.Select((name, i) => new Signal(name, scores[i]))]) };
    }

    static string Snake(string label) => string.Join('_', new string([.. label.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
