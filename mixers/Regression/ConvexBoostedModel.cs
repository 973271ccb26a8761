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

    internal override MixModel? ConvexPart => Convex.ConvexPart;

    internal override MixCursor At(double[] weights) => new Cursor(Convex.C, Convex.At(weights), Trees.At(weights));

    sealed class Cursor(double c, MixCursor convex, MixCursor trees) : MixCursor
    {
        public override double Value => Join(convex.Value, trees.Value);

        public override double Try(int from, double less, int to, double more) => Join(convex.Try(from, less, to, more), trees.Try(from, less, to, more));

        public override void Move(int from, double less, int to, double more)
        {
            convex.Move(from, less, to, more);
            trees.Move(from, less, to, more);
        }

        double Join(double score, double exponent) => c + (score - c) * Math.Exp(exponent);
    }
}
