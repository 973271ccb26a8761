using Curation.Core.Errors;
using Curation.Mixers.Tables;

namespace Curation.Mixers.Regression;

/// <summary>The regression of one score, with what spoke for it.</summary>
/// <param name="Target">Name of the score.</param>
/// <param name="Rows">Which of the table's mixes it was fitted on.</param>
/// <param name="Chosen">Name of the regression.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Scores">Cross-validated scores of all regressions tried; empty where the regression was given by name.</param>
public sealed record TargetFit(string Target, int[] Rows, string Chosen, MixFit Fit, IReadOnlyList<RegressionScore> Scores)
{
    readonly Dictionary<string, MixFit> _others = [];
    readonly FitRows? _table;

    TargetFit(string target, int[] rows, string chosen, FitRows table, IReadOnlyList<RegressionScore> scores, bool isChosen)
        : this(target, rows, chosen, Regressors.Find(chosen).Fit(table), scores) => (_table, IsChosen) = (table, isChosen);

    /// <summary>Whether cross-validation chose the regression; else it was given by name.</summary>
    public bool IsChosen { get; }

    /// <summary>The cross-validated score of the chosen regression; null where there is none.</summary>
    public RegressionScore? Score => Scores.FirstOrDefault(s => s.Name == Chosen);

    /// <summary>Fits each score of a table on its own, several at a time; the result does not depend on how many.</summary>
    /// <param name="table">Mixes and scores, lower is better; mixes without a score are left out of that score's fit.</param>
    /// <param name="model">Name of a regression, or <see cref="Regressors.Auto"/>.</param>
    /// <param name="validate">Whether all regressions are scored also if one is named.</param>
    /// <param name="seed">Decides the folds of cross-validation.</param>
    /// <param name="folder">Folder of cross-validations by content; null keeps none.</param>
    /// <exception cref="ConfigException">There are too few mixes.</exception>
    public static IReadOnlyList<TargetFit> FitAll(ScoredMixtures table, string model, bool validate, int seed, string? folder = null)
    {
        if (model != Regressors.Auto) Regressors.Find(model);
        var rows = table.Scores.Select((_, t) => RowsOf(table, t)).ToArray();
        var measured = new IReadOnlyList<RegressionScore>[rows.Length];
        var fits = new TargetFit[rows.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, rows.Length, parallel, t => measured[t] = model == Regressors.Auto || validate ? new CrossValidationCache(folder).Score(Mixes(t), Scores(t), seed) : []);
        var chosen = model == Regressors.Auto ? CrossValidation.ChooseForAll(measured) : [.. rows.Select(_ => model)];
        Parallel.For(0, rows.Length, parallel, t => fits[t] = new(table.Targets[t], rows[t], chosen[t], new FitRows(Mixes(t), Scores(t), refine: true), measured[t], model == Regressors.Auto));
        return fits;

        double[][] Mixes(int target) => [.. rows[target].Select(i => table.Mixtures.Weights[i])];
        double[] Scores(int target) => [.. rows[target].Select(i => table.Scores[target][i])];
    }

    /// <summary>The fit of the form that chance draws in place of the chosen one; a score that nothing predicts keeps its mean.</summary>
    internal MixFit Drawn(string? form)
    {
        if (form is null || form == Chosen || _table is null || Chosen == Scores[0].Name) return Fit;
        lock (_others)
        {
            // Rows of its own: other threads draw from the chosen fit, which keeps to those it was made of.
            if (!_others.TryGetValue(form, out var fit)) _others[form] = fit = Regressors.Find(form).Fit(new(_table.Mixes, _table.Scores, refine: true));
            return fit;
        }
    }

    static int[] RowsOf(ScoredMixtures table, int target)
    {
        var rows = Enumerable.Range(0, table.Scores[target].Length).Where(i => double.IsFinite(table.Scores[target][i])).ToArray();
        var fewest = Regressors.FewestMixes(table.Mixtures.Domains.Count);
        return rows.Length >= fewest ? rows
            : throw new ConfigException($"'{table.Targets[target]}': {rows.Length} mixes have a score; a regression on {table.Mixtures.Domains.Count} domains needs at least {fewest} (three to eight a domain are better); train more proxies or join domains");
    }
}
