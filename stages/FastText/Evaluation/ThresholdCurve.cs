using System.Collections.Immutable;

namespace Curation.Stages.FastText.Evaluation;

/// <summary>What thresholds would keep of examples that were held out.</summary>
public static class ThresholdCurve
{
    const int Steps = 100;

    /// <summary>Thresholds that keep about 1 %, 2 %, … of the examples, equal scores together, the highest first.</summary>
    public static ImmutableArray<ThresholdPoint> Of(IReadOnlyCollection<ScoredExample> examples)
    {
        var points = ImmutableArray.CreateBuilder<ThresholdPoint>();
        var positives = examples.Count(e => e.IsPositive);
        var (kept, right, step) = (0, 0, 0);
        foreach (var group in examples.GroupBy(e => e.Score).OrderByDescending(g => g.Key))
        {
            kept += group.Count();
            right += group.Count(e => e.IsPositive);
            var reached = (int)((long)kept * Steps / examples.Count);
            if (reached == step) continue;
            step = reached;
            points.Add(new(group.Key, (double)kept / examples.Count, (double)right / kept, positives == 0 ? 0 : (double)right / positives));
        }
        return points.ToImmutable();
    }
}
