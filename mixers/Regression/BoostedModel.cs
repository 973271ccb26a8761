namespace Curation.Mixers.Regression;

/// <summary>Gradient-boosted trees, as LightGBM's model text.</summary>
/// <param name="Text">The model as LightGBM writes it.</param>
public sealed record BoostedModel(string Text) : MixModel
{
    TreeEnsemble? _trees;

    /// <inheritdoc/>
    public override bool IsConvex => false;

    internal TreeEnsemble Trees => _trees ??= TreeEnsemble.Parse(Text);

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> weights) => Trees.Predict(weights);

    internal override MixCursor At(double[] weights) => new TreeCursor(Trees, weights);

    /// <inheritdoc/>
    public bool Equals(BoostedModel? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.Length;
}
