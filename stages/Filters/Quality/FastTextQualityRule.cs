using Curation.Core.Errors;
using Curation.Core.Models;
using Curation.Stages.FastText;

namespace Curation.Stages.Filters.Quality;

/// <summary>Options with the model's path and what its card and the dialect say in place of nulls.</summary>
sealed record FastTextQualityRule(string Path, FastTextDialect Dialect, int Label, double? MinScore)
{
    const string Prefix = "__label__";

    /// <exception cref="ConfigException">The model cannot be read or has no such label, or a threshold is missing.</exception>
    public static FastTextQualityRule Of(FastTextQualityOptions options, ModelStore models)
    {
        var path = models.Locate(options.Model);
        var card = ClassifierCard.Find(path);
        var dialect = options.Dialect ?? card?.Dialect ?? FastTextDialect.Dclm;
        var labels = Labels(path);
        var label = options.Label ?? card?.Label ?? (dialect == FastTextDialect.Dclm ? "__label__hq"
            : throw new ConfigException($"fasttext-quality: expected the option label, found none; {path} has {Show(labels)}"));
        if (!label.StartsWith(Prefix, StringComparison.Ordinal)) label = Prefix + label;
        var ordinal = labels.IndexOf(label);
        if (ordinal < 0) throw new ConfigException($"fasttext-quality: expected a label of {path}, found {label}; it has {Show(labels)}");
        var minScore = options.MinScore ?? card?.Threshold ?? (dialect == FastTextDialect.Dclm ? .018112 : null);
        if (minScore is null && options.Filter)
            throw new ConfigException("fasttext-quality: expected the option minScore, found none, and the model has no card with a threshold; give one, or set filter to false to record scores alone");
        return new(path, dialect, ordinal, minScore);
    }

    static List<string> Labels(string path)
    {
        try { return [.. FastTextModel.ReadLabels(path)]; }
        catch (Exception error) when (error is InputException or IOException) { throw new ConfigException($"fasttext-quality: {error.Message}", error); }
    }

    static string Show(List<string> labels) => string.Join(", ", labels.Take(10)) + (labels.Count > 10 ? $" and {labels.Count - 10} more" : "");
}
