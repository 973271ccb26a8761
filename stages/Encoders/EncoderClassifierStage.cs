using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Encoders.Models;
using Curation.Torch;

namespace Curation.Encoders;

/// <summary>
/// Scores documents with an encoder classifier of the BERT family, such as FineWeb-Edu's (Penedo et al. 2024), and keeps those above a
/// threshold. The start of a document is read, as many tokens as the model takes.
/// </summary>
public sealed class EncoderClassifierStage : IBatchStage, IComponent<EncoderClassifierStage, EncoderClassifierOptions>, IDisposable
{
    static readonly Reason s_lowScore = new("encoder-classifier.low-score", "The classifier's score is below the option minScore.");

    readonly EncoderClassifierOptions _options;
    readonly ScoredLabels _labels;
    readonly Lazy<EncoderScorer> _scorer;

    EncoderClassifierStage(EncoderClassifierOptions options, StageServices services)
    {
        var folder = EncoderFolder.Find(options.Model);
        var config = EncoderConfig.Load(folder.Config);
        (_options, _labels) = (options, ScoredLabels.Of(config, options));
        // Plans make stages to ask what they compute on; weights are loaded for the first document.
        _scorer = new(() => new(folder, config, options, services.Results));
        Resource = folder.IsOnnx || options.Device == DeviceChoice.Cpu ? Resource.Cpu : Resource.Gpu;
    }

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("encoder-classifier", 1, "Scores by an encoder classifier (BERT or RoBERTa in safetensors, others in ONNX) and keeps the best.")
    {
        Reasons = [s_lowScore],
        Rules = [new(s_lowScore.Id, "encoder_score", "minScore", RuleBound.Least) { SignalOption = "signal" }],
    };

    /// <inheritdoc/>
    public Resource Resource { get; }

    /// <inheritdoc/>
    public BatchShape Shape => new(Resource == Resource.Gpu ? 1024 : 64, 64 << 20, Concurrency: 2);

    /// <inheritdoc/>
    public static EncoderClassifierStage Create(EncoderClassifierOptions options, StageServices services) => new(options, services);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(EncoderClassifierOptions options)
    {
        var folder = EncoderFolder.Find(options.Model);
        // Asked before the first byte is read: what does not fit together is told then.
        var config = EncoderConfig.Load(folder.Config);
        ScoredLabels.Of(config, options);
        EncoderScorer.Check(folder, config);
        return folder.All;
    }

    /// <inheritdoc/>
    public static EncoderClassifierOptions Semantics(EncoderClassifierOptions options) => options with { Device = DeviceChoice.Auto };

    /// <inheritdoc/>
    public static IEnumerable<SignalDefinition> NamedSignals(EncoderClassifierOptions options)
    {
        var config = EncoderConfig.Load(EncoderFolder.Find(options.Model).Config);
        var meaning = config.Labels.Length == 1 ? "output" : "probability";
        return ScoredLabels.Of(config, options).Signals.Zip(config.Labels, (name, label) =>
            new SignalDefinition(name, SignalKind.Number, $"The {meaning} for {label} of the classifier {Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Model))}."));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Verdict>> ApplyAsync(IReadOnlyList<Document> batch, CancellationToken cancellationToken)
    {
        var outputs = await _scorer.Value.RunAsync([.. batch.Select(d => d.Text)], cancellationToken).ConfigureAwait(false);
        return [.. batch.Select((d, i) => Judge(_labels.Measured(d, outputs[i])))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_scorer.IsValueCreated) _scorer.Value.Dispose();
    }

    Verdict Judge(Document document) => document.Signals[_options.Signal] < _options.MinScore
        ? Verdict.Drop(document, s_lowScore, _options.Signal, _options.MinScore)
        : Verdict.Keep(document);
}
