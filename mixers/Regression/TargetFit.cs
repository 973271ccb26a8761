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
    /// <summary>The cross-validated score of the chosen regression; null where there is none.</summary>
    public RegressionScore? Score => Scores.FirstOrDefault(s => s.Name == Chosen);

    /// <summary>Fits each score of a table on its own, several at a time; the result does not depend on how many.</summary>
    /// <param name="table">Mixes and scores, lower is better; mixes without a score are left out of that score's fit.</param>
    /// <param name="model">Name of a regression, or <see cref="Regressors.Auto"/>.</param>
    /// <param name="convexOnly">Whether only those with an exact optimum are chosen from; the others are scored all the same.</param>
    /// <param name="validate">Whether all regressions are scored also if one is named.</param>
    /// <param name="seed">Decides the folds of cross-validation.</param>
    /// <exception cref="ConfigException">There are too few mixes.</exception>
    public static IReadOnlyList<TargetFit> FitAll(ScoredMixtures table, string model, bool convexOnly, bool validate, int seed)
    {
        if (model != Regressors.Auto) Regressors.Find(model);
        var fits = new TargetFit[table.Targets.Count];
        Parallel.For(0, fits.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            t => fits[t] = FitOne(table, t, model, convexOnly, validate, seed));
        if (model != Regressors.Auto || convexOnly) return fits;
        // One form for all scores that have one: the choice rests on all of them, and luck on a single one decides less.
        var pooled = Pooled(fits);
        Parallel.For(0, fits.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, t =>
        {
            if (fits[t].Chosen is not "constant" && fits[t].Chosen != pooled) fits[t] = FitOne(table, t, pooled, convexOnly, validate: false, seed) with { Scores = fits[t].Scores };
        });
        return fits;
    }

    /// <summary>The regression whose error near the best mixes, in units of each score's least error, is smallest over all scores.</summary>
    static string Pooled(IReadOnlyList<TargetFit> fits) => Regressors.All.MinBy(r => fits.Sum(f =>
    {
        var least = f.Scores.Min(s => s.Error);
        return least == 0 ? 0 : f.Scores.Single(s => s.Name == r.Name).Excess / (least * least);
    }))!.Name;

    static TargetFit FitOne(ScoredMixtures table, int target, string model, bool convexOnly, bool validate, int seed)
    {
        var rows = Enumerable.Range(0, table.Scores[target].Length).Where(i => double.IsFinite(table.Scores[target][i])).ToArray();
        var fewest = Regressors.FewestMixes(table.Mixtures.Domains.Count);
        if (rows.Length < fewest)
            throw new ConfigException($"'{table.Targets[target]}': {rows.Length} mixes have a score; a regression on {table.Mixtures.Domains.Count} domains needs at least {fewest} (three to eight a domain are better); train more proxies or join domains");
        var (mixes, scores) = (rows.Select(i => table.Mixtures.Weights[i]).ToArray(), rows.Select(i => table.Scores[target][i]).ToArray());
        var measured = model == Regressors.Auto || validate ? CrossValidation.Score(Regressors.All, mixes, scores, seed) : [];
        var chosen = model != Regressors.Auto ? model : (convexOnly ? ChooseConvex(measured) : CrossValidation.Choose(measured)).Name;
        return new(table.Targets[target], rows, chosen, Regressors.Find(chosen).Fit(new(mixes, scores, refine: true)), measured);
    }

    /// <summary>The choice among those with an exact optimum, their excess counted from the best of them.</summary>
    public static RegressionScore ChooseConvex(IReadOnlyList<RegressionScore> scores)
    {
        var convex = scores.Where(s => Regressors.IsConvex(s.Name)).ToArray();
        var least = convex.Min(s => s.Excess);
        return CrossValidation.Choose([.. convex.Select(s => s with { Excess = s.Excess - least })]);
    }
}
