using System.Text.RegularExpressions;
using Curation.Core.Contracts;
using Curation.Stages.FastText;

namespace Curation.Stages.Filters.Quality;

/// <summary>
/// Options of the stage <c>fasttext-quality</c>. A null takes what the model's card says (<c>MODEL.json</c>, written by
/// <c>curate train-classifier</c>), else the dialect's value where it has one.
/// </summary>
public sealed partial record FastTextQualityOptions : IOptions
{
    /// <summary>A model of <c>curate models</c>, or the path of a supervised fastText model with a <c>/</c> in it.</summary>
    public string Model { get; init; } = "";

    /// <summary>How a text becomes a line, and DCLM's way to a score: <c>dclm</c>, <c>datatrove</c> or <c>spaces</c>. Without a card: <c>dclm</c>.</summary>
    public FastTextDialect? Dialect { get; init; }

    /// <summary>Label whose score counts, with or without <c>__label__</c>. DCLM's dialect: <c>__label__hq</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Least score that is kept, 0 to 1. DCLM's dialect: 0.018112, which keeps the best tenth of its pool.</summary>
    public double? MinScore { get; init; }

    /// <summary>Whether documents below the score are dropped; if not, the score is recorded alone, so that a later stage or run can choose.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>Name of the signal, so that a run can score by several models.</summary>
    public string Signal { get; init; } = "fasttext_quality_score";

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        errors.Require(Model.Length > 0, nameof(Model), "nothing", "a model of 'curate models' or the path of a supervised fastText model");
        errors.Require(MinScore is null or (>= 0 and <= 1), nameof(MinScore), MinScore, "0 to 1");
        errors.Require(Label != "", nameof(Label), "nothing", "a label of the model");
        errors.Require(SnakeCase().IsMatch(Signal), nameof(Signal), Signal, "a name in snake case, such as edu_score");
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
