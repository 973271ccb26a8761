namespace Curation.Mixers.Numerics;

/// <summary>
/// Ridge regression from its normal equations, with some coefficients bounded to at most 0: block principal pivoting (Portugal, Judice
/// and Vicente 1994), which solves a handful of small systems instead of a general quadratic programme.
/// </summary>
static class BoundedRidge
{
    /// <summary>Minimises ½βᵀGβ − qᵀβ + ½ penalty Σ β_j².</summary>
    /// <param name="gram">G, p × p.</param>
    /// <param name="moments">q.</param>
    /// <param name="penalty">Penalty.</param>
    /// <param name="firstBounded">Coefficients from here on are at most 0; p for none.</param>
    /// <param name="near">Coefficients that are likely not held at 0, to begin with; null for all.</param>
    /// <param name="free">Which coefficients are not held at 0 by their bound.</param>
    /// <param name="factor">Factor of the system of the free coefficients.</param>
    public static double[] Solve(double[] gram, double[] moments, double penalty, int firstBounded, int[]? near, out int[] free, out Cholesky factor)
    {
        var p = moments.Length;
        var held = new bool[p];
        if (near is not null)
        {
            Array.Fill(held, true);
            foreach (var j in near) held[j] = false;
        }
        var fewest = int.MaxValue;
        var patience = 3;
        for (var iteration = 0; ; iteration++)
        {
            var (beta, indices, system) = SolveFree(gram, moments, penalty, held);
            var wrong = new List<int>();
            for (var j = firstBounded; j < p; j++)
            {
                // Held ones must not want to go below 0; free ones must not be above it.
                if (held[j] ? Gradient(gram, moments, beta, j) > 1e-9 : beta[j] > 0) wrong.Add(j);
            }
            if (wrong.Count == 0 || iteration > 200)
            {
                for (var j = firstBounded; j < p; j++) beta[j] = Math.Min(beta[j], 0);
                (free, factor) = (indices, system);
                return beta;
            }
            if (wrong.Count < fewest) (fewest, patience) = (wrong.Count, 3);
            else if (patience-- <= 0) wrong = [wrong[^1]];
            foreach (var j in wrong) held[j] = !held[j];
        }
    }

    static (double[] Beta, int[] Free, Cholesky Factor) SolveFree(double[] gram, double[] moments, double penalty, bool[] held)
    {
        var p = moments.Length;
        var free = Enumerable.Range(0, p).Where(j => !held[j]).ToArray();
        var n = free.Length;
        var matrix = new double[n * n];
        var right = new double[n];
        Cholesky? factor;
        for (var jitter = 0.0; ; jitter = jitter == 0 ? 1e-10 : jitter * 100)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j <= i; j++) matrix[i * n + j] = gram[free[i] * p + free[j]];
                matrix[i * n + i] += penalty + jitter * (1 + gram[free[i] * p + free[i]]);
                right[i] = moments[free[i]];
            }
            factor = Cholesky.Factor(matrix, n);
            if (factor is not null) break;
        }
        factor.Solve(right);
        var beta = new double[p];
        for (var i = 0; i < n; i++) beta[free[i]] = right[i];
        return (beta, free, factor);
    }

    static double Gradient(double[] gram, double[] moments, double[] beta, int j) =>
        Vectors.Dot(gram.AsSpan(j * moments.Length, moments.Length), beta) - moments[j];
}
