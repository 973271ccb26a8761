using System.Collections.Immutable;

namespace Curation.Stages.FastText.Evaluation;

/// <summary>How good a classifier is on examples that were held out.</summary>
public static class ClassifierMeasures
{
    const int Bins = 10;

    /// <summary>Measures by name: accuracy over all labels, and for the label that counts area under the ROC curve, Brier score, expected
    /// calibration error, and precision, recall, F1 and share kept at the threshold.</summary>
    public static ImmutableSortedDictionary<string, double> Of(IReadOnlyCollection<ScoredExample> examples, double threshold)
    {
        var kept = examples.Where(e => e.Score >= threshold).ToArray();
        double right = kept.Count(e => e.IsPositive);
        double positives = examples.Count(e => e.IsPositive);
        return ImmutableSortedDictionary<string, double>.Empty
            .Add("examples", examples.Count)
            .Add("positives", positives)
            .Add("accuracy", (double)examples.Count(e => e.IsRight) / examples.Count)
            .Add("auc", AreaUnderCurve(examples))
            .Add("brier", examples.Average(e => (e.Score - (e.IsPositive ? 1 : 0)) * (e.Score - (e.IsPositive ? 1 : 0))))
            .Add("calibration-error", Calibrate(examples).Sum(b => Math.Abs(b.MeanScore * b.Examples - b.Positives)) / examples.Count)
            .Add("precision", kept.Length == 0 ? 0 : right / kept.Length)
            .Add("recall", positives == 0 ? 0 : right / positives)
            .Add("f1", kept.Length + positives == 0 ? 0 : 2 * right / (kept.Length + positives))
            .Add("keep-rate", (double)kept.Length / examples.Count);
    }

    /// <summary>Examples by score, in ten bins of equal width.</summary>
    public static ImmutableArray<CalibrationBin> Calibrate(IEnumerable<ScoredExample> examples)
    {
        var bins = examples.ToLookup(e => Math.Clamp((int)(e.Score * Bins), 0, Bins - 1));
        return [.. Enumerable.Range(0, Bins).Select(b => new CalibrationBin(
            (double)b / Bins, bins[b].Count(), bins[b].Any() ? bins[b].Average(e => e.Score) : 0, bins[b].Count(e => e.IsPositive)))];
    }

    /// <summary>The chance that a positive example scores above a negative one; equal scores count half.</summary>
    static double AreaUnderCurve(IReadOnlyCollection<ScoredExample> examples)
    {
        double above = 0, negatives = 0, positives = 0;
        foreach (var group in examples.GroupBy(e => e.Score).OrderBy(g => g.Key))
        {
            double here = group.Count(e => e.IsPositive);
            var others = group.Count() - here;
            above += here * (negatives + others / 2);
            negatives += others;
            positives += here;
        }
        return positives * negatives == 0 ? 0 : above / (positives * negatives);
    }
}
