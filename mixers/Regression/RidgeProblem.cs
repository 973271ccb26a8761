using Curation.Mixers.Numerics;

namespace Curation.Mixers.Regression;

/// <summary>
/// Ridge regression on [w] or [w, log(w + ε)] over a fixed set of mixes: the normal equations are built once and solved for many right
/// sides and penalties. Columns are centred; the intercept is not penalised and goes into a, where the simplex has it.
/// </summary>
sealed class RidgeProblem
{
    /// <summary>Penalty of a weight's coefficient relative to a logarithm's.</summary>
    const double WeightPenalty = 1;

    readonly double[] _features, _means, _gram;
    readonly double[]? _rowWeights;
    readonly double _total;
    readonly int _rows, _domains, _columns;

    /// <param name="mixes">Weights by mix.</param>
    /// <param name="epsilon">ε of the logarithms; null leaves them out.</param>
    /// <param name="rowWeights">How much each mix counts; null counts all alike.</param>
    public RidgeProblem(double[][] mixes, double? epsilon, double[]? rowWeights = null)
    {
        (_rows, _domains, Epsilon, _rowWeights) = (mixes.Length, mixes[0].Length, epsilon, rowWeights);
        _columns = epsilon is null ? _domains : 2 * _domains;
        _features = new double[_rows * _columns];
        _means = new double[_columns];
        _gram = new double[_columns * _columns];
        for (var i = 0; i < _rows; i++)
        {
            var row = Row(i);
            mixes[i].CopyTo(row);
            if (epsilon is { } e) for (var j = 0; j < _domains; j++) row[_domains + j] = Math.Log(mixes[i][j] + e);
            Vectors.AddScaled(_means, Weight(i), row);
            _total += Weight(i);
        }
        for (var j = 0; j < _columns; j++) _means[j] /= _total;
        for (var i = 0; i < _rows; i++)
        {
            var row = Row(i);
            Vectors.AddScaled(row, -1, _means);
            for (var j = 0; j < _columns; j++) Vectors.AddScaled(_gram.AsSpan(j * _columns, j + 1), Weight(i) * row[j], row[..(j + 1)]);
        }
        for (var j = 0; j < _columns; j++)
        {
            for (var k = 0; k < j; k++) _gram[k * _columns + j] = _gram[j * _columns + k];
        }
    }

    public double? Epsilon { get; }

    /// <summary>Solves for a right side.</summary>
    /// <param name="values">Values by mix.</param>
    /// <param name="penalty">Ridge penalty.</param>
    /// <param name="bounded">Whether the logarithms' coefficients are at most 0.</param>
    public RidgeSolution Solve(ReadOnlySpan<double> values, double penalty, bool bounded)
    {
        var mean = 0.0;
        for (var i = 0; i < _rows; i++) mean += Weight(i) * values[i];
        mean /= _total;
        var moments = new double[_columns];
        for (var i = 0; i < _rows; i++) Vectors.AddScaled(moments, Weight(i) * (values[i] - mean), Row(i));
        var penalties = new double[_columns];
        for (var j = 0; j < _columns; j++) penalties[j] = penalty * (j < _domains ? WeightPenalty : 1);
        var beta = BoundedRidge.Solve(_gram, moments, penalties, bounded ? _domains : _columns, out var free, out var factor);
        var intercept = mean - Vectors.Dot(beta, _means);
        var a = beta[.._domains];
        for (var j = 0; j < _domains; j++) a[j] += intercept;
        return new(this, beta, mean, a, Epsilon is null ? null : beta[_domains..], free, factor);
    }

    /// <summary>Fitted value of a row.</summary>
    internal double Fitted(int row, RidgeSolution solution) => solution.Mean + Vectors.Dot(Row(row), solution.Beta);

    /// <summary>How much a row's own value decides its fitted one, 0 to 1: the diagonal of the hat matrix over the free coefficients.</summary>
    internal double Leverage(int row, RidgeSolution solution)
    {
        var features = Row(row);
        Span<double> x = solution.Free.Length <= 512 ? stackalloc double[solution.Free.Length] : new double[solution.Free.Length];
        for (var j = 0; j < x.Length; j++) x[j] = features[solution.Free[j]];
        solution.Factor.Forward(x);
        return Weight(row) * (1 / _total + Vectors.Dot(x, x));
    }

    double Weight(int row) => _rowWeights is null ? 1 : _rowWeights[row];

    Span<double> Row(int row) => _features.AsSpan(row * _columns, _columns);
}

/// <summary>A solution of a <see cref="RidgeProblem"/>.</summary>
/// <param name="Problem">What it solves.</param>
/// <param name="Beta">Coefficients of the centred columns.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="A">Coefficients of the weights, intercept included.</param>
/// <param name="B">Coefficients of the logarithms; null without.</param>
/// <param name="Free">Columns not held at their bound.</param>
/// <param name="Factor">Factor of their system.</param>
sealed record RidgeSolution(RidgeProblem Problem, double[] Beta, double Mean, double[] A, double[]? B, int[] Free, Cholesky Factor);
