using Curation.Mixers.Numerics;

namespace Curation.Mixers.Regression;

/// <summary>
/// c + exp(a·w + Σ b_i log(w_i + ε)). Without logarithms the mixing law of Ye et al. (arXiv 2403.16952); with b_i ≤ 0 convex, so that a
/// domain's gain falls off as its weight grows, as power laws of data have it.
/// </summary>
/// <param name="C">Score that no mix goes below.</param>
/// <param name="A">Coefficients of the weights.</param>
/// <param name="B">Coefficients of the logarithms; null without.</param>
/// <param name="Epsilon">ε.</param>
public sealed record ExponentialModel(double C, double[] A, double[]? B = null, double Epsilon = 0) : MixModel
{
    /// <inheritdoc/>
    public override bool IsConvex => B is null || B.All(b => b <= 0);

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> weights) => C + Math.Exp(Math.Min(Exponent.Value(A, B, Epsilon, weights), 60));

    internal override MixCursor At(double[] weights) => new ExponentCursor(A, B, Epsilon, C, weights);

    internal override void AddDerivatives(ReadOnlySpan<double> weights, double factor, Span<double> gradient, Span<double> hessian)
    {
        var n = weights.Length;
        var scale = factor * Math.Exp(Math.Min(Exponent.Value(A, B, Epsilon, weights), 60));
        Span<double> slope = n <= 256 ? stackalloc double[n] : new double[n];
        A.CopyTo(slope);
        if (B is not null)
        {
            for (var i = 0; i < n; i++)
            {
                var w = weights[i] + Epsilon;
                slope[i] += B[i] / w;
                hessian[i * n + i] -= scale * B[i] / (w * w);
            }
        }
        Vectors.AddScaled(gradient, scale, slope);
        for (var i = 0; i < n; i++) Vectors.AddScaled(hessian.Slice(i * n, n), scale * slope[i], slope);
    }
}
