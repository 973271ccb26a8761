namespace Curation.Mixers.Regression;

/// <summary>A fit with trees, which have no bootstrap that holds: how sure it is, is said by the convex form on the same mixes.</summary>
/// <param name="Boosted">The model.</param>
/// <param name="Words">What was tuned.</param>
/// <param name="Convex">The convex fit.</param>
sealed record BoostedFit(MixModel Boosted, string Words, MixFit Convex) : MixFit(Boosted, Words)
{
    public override MixModel? Resample(ReadOnlySpan<double> signs, double pick) => Convex.Resample(signs, pick);

    public override MixModel? Refit(IReadOnlyList<int> rows) => Convex.Refit(rows);
}
