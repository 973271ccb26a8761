using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Models;
using Curation.Stages.FastText;

namespace Curation.Stages.Filters.Quality;

/// <summary>
/// Scores a document with a supervised fastText model and keeps those above a threshold (DCLM: Li et al. 2024, section 4.4; datatrove's
/// <c>FastTextClassifierFilter</c> on whole documents). DCLM takes the best label's score p, and 1 − p where that is another label.
/// </summary>
public sealed class FastTextQualityFilter : IStage, IComponent<FastTextQualityFilter, FastTextQualityOptions>
{
    static readonly Reason s_lowScore = new("fasttext-quality.low-score", "The classifier's score is below the option minScore.");
    static readonly Reason s_noText = new("fasttext-quality.no-text", "The text has no token that the classifier knows.");

    readonly FastTextQualityRule _rule;
    readonly string _signal;
    readonly double _minScore;
    readonly FastTextModel _model;

    FastTextQualityFilter(FastTextQualityRule rule, FastTextQualityOptions options) =>
        (_rule, _signal, _minScore, _model) = (rule, options.Signal, options.Filter ? rule.MinScore ?? 0 : double.NegativeInfinity, FastTextModel.Load(rule.Path));

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("fasttext-quality", 1, "Scores by a supervised fastText model and keeps the best.")
    {
        Reasons = [s_lowScore, s_noText],
        Rules = [new(s_lowScore.Id, "fasttext_quality_score", "minScore", RuleBound.Least) { SignalOption = "signal", SwitchOption = "filter" }],
    };

    /// <inheritdoc/>
    public static FastTextQualityFilter Create(FastTextQualityOptions options, StageServices services) =>
        new(FastTextQualityRule.Of(options, services.Models), options);

    /// <inheritdoc/>
    public static IEnumerable<string> Files(FastTextQualityOptions options)
    {
        var path = FastTextQualityRule.Of(options, ModelStore.Default).Path;
        return File.Exists(ClassifierCard.PathOf(path)) ? [path, ClassifierCard.PathOf(path)] : [path];
    }

    /// <inheritdoc/>
    public static IEnumerable<SignalDefinition> NamedSignals(FastTextQualityOptions options) =>
        [new(options.Signal, SignalKind.Number, $"Score by the classifier {System.IO.Path.GetFileName(options.Model)}, about 0 to 1.")];

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        if (Score(document.Text) is not { } score)
            return double.IsNegativeInfinity(_minScore) ? Verdict.Keep(document) : Verdict.Drop(document, s_noText);
        var judged = document with { Signals = document.Signals.With(new Signal(_signal, score)) };
        return score < _minScore ? Verdict.Drop(judged, s_lowScore, _signal, _minScore) : Verdict.Keep(judged);
    }

    double? Score(string text)
    {
        using var line = Utf8Line.Of(text, _rule.Dialect);
        if (_rule.Dialect != FastTextDialect.Dclm) return _model.Score(line.Bytes, _rule.Label);
        if (_model.Predict(line.Bytes) is not { } best) return null;
        return best.Label == _model.Labels[_rule.Label] ? best.Score : 1 - best.Score;
    }
}
