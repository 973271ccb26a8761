namespace Curation.Mixers.Regression;

/// <summary>Gradient-boosted trees, as LightGBM's model text.</summary>
/// <param name="Text">The model as LightGBM writes it.</param>
public sealed record BoostedModel(string Text) : MixModel
{
    LightGbmBooster? _booster;

    /// <inheritdoc/>
    public override bool IsConvex => false;

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> weights) => (_booster ??= LightGbmBooster.Load(Text)).Predict(weights);

    /// <inheritdoc/>
    public bool Equals(BoostedModel? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.Length;
}
