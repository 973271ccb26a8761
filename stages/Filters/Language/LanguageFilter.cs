using System.Buffers;
using Curation.Core.Contracts;
using Curation.Core.Documents;
using Curation.Core.Models;
using Curation.Stages.FastText;

namespace Curation.Stages.Filters.Language;

/// <summary>
/// Identifies a document's language with a fastText model (lid.176: Joulin et al. 2016) and keeps some. Line feeds count as spaces, as the
/// callers of fastText do it; the document keeps language and score whatever is decided.
/// </summary>
public sealed class LanguageFilter : IStage, IComponent<LanguageFilter, LanguageFilterOptions>
{
    static readonly SearchValues<char> s_space = SearchValues.Create(" \n\r\t\v\f\0");
    const string Prefix = "__label__";
    static readonly Reason s_notKept = new("language.not-kept", "The language is not one that the option keep lists.");
    static readonly Reason s_lowScore = new("language.low-score", "The language's score is below the option minScore.");
    static readonly Reason s_noText = new("language.no-text", "The text has no word that the model could judge.");
    static readonly SignalDefinition s_score = new("language_score", SignalKind.Number, "Score of the best language, about 0 to 1.");

    readonly LanguageFilterOptions _options;
    readonly FastTextModel _model;
    readonly HashSet<string> _keep;

    LanguageFilter(LanguageFilterOptions options, FastTextModel model) =>
        (_options, _model, _keep) = (options, model, [.. options.Keep]);

    /// <inheritdoc/>
    public static ComponentDescription Description { get; } = new("language", 1, "Identifies the language and keeps some.")
    {
        Reasons = [s_notKept, s_lowScore, s_noText],
        Signals = [s_score],
    };

    /// <inheritdoc/>
    public static LanguageFilter Create(LanguageFilterOptions options, StageServices services) =>
        new(options, FastTextModel.Load(services.Models.Locate(options.Model)));

    /// <inheritdoc/>
    public static IEnumerable<string> Files(LanguageFilterOptions options) => [ModelStore.Default.Locate(options.Model)];

    /// <inheritdoc/>
    public Verdict Apply(Document document)
    {
        var text = document.Text.AsSpan();
        if (_options.MaxCharacters > 0 && text.Length > _options.MaxCharacters) text = text[.._options.MaxCharacters];
        if (text.IndexOfAnyExcept(s_space) < 0 || Predict(text) is not { } best) return Verdict.Drop(document, s_noText);
        var language = best.Label[Prefix.Length..];
        var score = Math.Min(1, best.Score);
        var judged = document with { Language = language, LanguageScore = score, Signals = document.Signals.With(new Signal(s_score.Name, score)) };
        if (_keep.Count > 0 && !_keep.Contains(language)) return Verdict.Drop(judged, s_notKept, detail: language);
        return score < _options.MinScore ? Verdict.Drop(judged, s_lowScore, s_score.Name, _options.MinScore) : Verdict.Keep(judged);
    }

    LabelScore? Predict(ReadOnlySpan<char> text)
    {
        using var line = Utf8Line.Of(text, FastTextDialect.Spaces);
        return _model.Predict(line.Bytes);
    }
}
