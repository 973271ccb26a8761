using Curation.Mixers.Numerics;

namespace Curation.Mixers.Regression;

/// <summary>a·w, with b·log(w + ε) where there are log coefficients. On the simplex a·w holds the intercept.</summary>
/// <param name="A">Coefficients of the weights.</param>
/// <param name="B">Coefficients of the logarithms; null without.</param>
/// <param name="Epsilon">ε.</param>
public sealed record LinearModel(double[] A, double[]? B = null, double Epsilon = 0) : MixModel
{
    /// <inheritdoc/>
    public override bool IsConvex => B is null || B.All(b => b <= 0);

    /// <inheritdoc/>
    public override bool IsLinear => B is null;

    /// <inheritdoc/>
    public override bool IsConstant => B is null && A.All(a => a == A[0]);

    /// <inheritdoc/>
    public override double Predict(ReadOnlySpan<double> weights) => Exponent.Value(A, B, Epsilon, weights);

    internal override MixCursor At(double[] weights) => new ExponentCursor(A, B, Epsilon, null, weights);

    internal override void AddDerivatives(ReadOnlySpan<double> weights, double factor, Span<double> gradient, Span<double> hessian)
    {
        Vectors.AddScaled(gradient, factor, A);
        if (B is null) return;
        for (var i = 0; i < weights.Length; i++)
        {
            var w = weights[i] + Epsilon;
            gradient[i] += factor * B[i] / w;
            hessian[i * weights.Length + i] -= factor * B[i] / (w * w);
        }
    }
}
