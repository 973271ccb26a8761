namespace Curation.Mixers.Regression;

/// <summary>c + exp(convex exponent + trees).</summary>
/// <param name="Convex">The convex part.</param>
/// <param name="Trees">What is added to its exponent.</param>
public sealed record ConvexBoostedModel(ExponentialModel Convex, BoostedModel Trees) : MixModel
{
    /// <inheritdoc/>
    public override bool IsConvex => false;

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> weights) => Convex.C + (Convex.Predict(weights) - Convex.C) * Math.Exp(Trees.Predict(weights));
}
