using MathNet.Numerics.LinearAlgebra;

namespace Curation.Benchmarks.Extraction.Fit;

/// <summary>Logistic regression with a ridge on standardized features, by Newton's method; every page weighs the same.</summary>
/// <param name="ridge">Weight of the squared weights, as a share of the pages' weight.</param>
/// <param name="power">Blocks of a page weigh by their words to this power: 1 counts words, 0 blocks.</param>
sealed class LogisticFit(double ridge, double power)
{
    const int Steps = 25;

    /// <summary>The bias, then a weight a feature, for features as they are measured.</summary>
    public double[] Fit(IReadOnlyList<LabelledPage> pages)
    {
        var rows = new List<(float[] X, double Y, double Weight)>();
        foreach (var page in pages)
        {
            var all = page.Words.Sum(w => Math.Pow(w, power));
            for (var i = 0; i < page.Features.Count; i++) rows.Add((page.Features[i], page.Labels[i], Math.Pow(page.Words[i], power) / all));
        }
        var count = rows[0].X.Length;
        var (mean, deviation) = Moments(rows, count, pages.Count);
        var weights = new double[count + 1];
        for (var step = 0; step < Steps && Step(rows, mean, deviation, weights, ridge * pages.Count) > 1e-6; step++) { }
        var plain = new double[count + 1];
        plain[0] = weights[0];
        for (var j = 0; j < count; j++)
        {
            plain[j + 1] = deviation[j] == 0 ? 0 : weights[j + 1] / deviation[j];
            plain[0] -= plain[j + 1] * mean[j];
        }
        return plain;
    }

    /// <summary>One step of Newton's method; gives the largest change.</summary>
    static double Step(List<(float[] X, double Y, double Weight)> rows, double[] mean, double[] deviation, double[] weights, double ridge)
    {
        var size = weights.Length;
        var (gradient, hessian, x) = (new double[size], new double[size, size], new double[size]);
        x[0] = 1;
        foreach (var row in rows)
        {
            for (var j = 1; j < size; j++) x[j] = deviation[j - 1] == 0 ? 0 : (row.X[j - 1] - mean[j - 1]) / deviation[j - 1];
            var sum = 0.0;
            for (var j = 0; j < size; j++) sum += x[j] * weights[j];
            var p = 1 / (1 + Math.Exp(-sum));
            var (slope, curve) = (row.Weight * (row.Y - p), row.Weight * p * (1 - p));
            for (var j = 0; j < size; j++)
            {
                gradient[j] += slope * x[j];
                var scaled = curve * x[j];
                if (scaled != 0)
                    for (var k = 0; k <= j; k++) hessian[j, k] += scaled * x[k];
            }
        }
        for (var j = 0; j < size; j++)
        {
            for (var k = j + 1; k < size; k++) hessian[j, k] = hessian[k, j];
            hessian[j, j] += j == 0 ? 1e-9 : ridge;
            if (j > 0) gradient[j] -= ridge * weights[j];
        }
        var change = Matrix<double>.Build.DenseOfArray(hessian).Cholesky().Solve(Vector<double>.Build.Dense(gradient));
        for (var j = 0; j < size; j++) weights[j] += change[j];
        return change.AbsoluteMaximum();
    }

    static (double[] Mean, double[] Deviation) Moments(List<(float[] X, double Y, double Weight)> rows, int count, double all)
    {
        var (mean, square) = (new double[count], new double[count]);
        foreach (var row in rows)
        {
            for (var j = 0; j < count; j++)
            {
                mean[j] += row.Weight * row.X[j] / all;
                square[j] += row.Weight * row.X[j] * row.X[j] / all;
            }
        }
        return (mean, [.. mean.Select((m, j) => Math.Sqrt(Math.Max(0, square[j] - m * m)) is var d && d < 1e-6 ? 0 : d)]);
    }
}
