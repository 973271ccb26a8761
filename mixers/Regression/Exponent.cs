using Curation.Mixers.Numerics;

namespace Curation.Mixers.Regression;

/// <summary>a·w + Σ b_i log(w_i + ε): the part that all parametric models share.</summary>
static class Exponent
{
    public static double Value(double[] a, double[]? b, double epsilon, ReadOnlySpan<double> weights)
    {
        var value = Vectors.Dot(weights, a);
        if (b is null) return value;
        for (var i = 0; i < b.Length; i++)
        {
            if (b[i] != 0) value += b[i] * Math.Log(weights[i] + epsilon);
        }
        return value;
    }
}
