namespace Curation.Encoders.Bert;

/// <summary>Weights of one layer. The products that make queries, keys and values are one.</summary>
/// <param name="QueryKeyValue">Attention's way in.</param>
/// <param name="Mixed">Attention's way out.</param>
/// <param name="MixedNorm">Norm behind it.</param>
/// <param name="Inner">The wide product.</param>
/// <param name="Outer">The way back.</param>
/// <param name="OuterNorm">Norm behind it.</param>
sealed record BertLayer(Affine QueryKeyValue, Affine Mixed, Affine MixedNorm, Affine Inner, Affine Outer, Affine OuterNorm)
{
    /// <summary>Reads a layer.</summary>
    public static BertLayer Load(BertWeights weights, string name, int width) => new(
        weights.Join(width, [$"{name}.attention.self.query", $"{name}.attention.self.key", $"{name}.attention.self.value"]),
        weights.Product($"{name}.attention.output.dense", width, width),
        weights.Norm($"{name}.attention.output.LayerNorm", width),
        weights.Product($"{name}.intermediate.dense", -1, width),
        weights.Product($"{name}.output.dense", width, -1),
        weights.Norm($"{name}.output.LayerNorm", width));
}
