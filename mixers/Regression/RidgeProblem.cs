using System.Numerics;
using System.Runtime.InteropServices;
using Curation.Mixers.Numerics;

namespace Curation.Mixers.Regression;

/// <summary>
/// Ridge regression on [w] or [w, log(w + ε)] over a fixed set of mixes: the normal equations are built once and solved for many right
/// sides and penalties. Columns are centred; the intercept is not penalised and goes into a, where the simplex has it.
/// </summary>
sealed class RidgeProblem
{
    static readonly int s_lanes = Vector<double>.Count;

    // Column by column, each padded with zeros to whole groups of four vectors: everything that runs over the mixes is then a vector loop.
    readonly double[] _features, _means, _gram;
    readonly int _rows, _stride, _domains, _columns;

    /// <param name="mixes">Weights by mix.</param>
    /// <param name="epsilon">ε of the logarithms; null leaves them out.</param>
    public RidgeProblem(double[][] mixes, double? epsilon)
    {
        (_rows, _domains, Epsilon) = (mixes.Length, mixes[0].Length, epsilon);
        _columns = epsilon is null ? _domains : 2 * _domains;
        _stride = (_rows + 4 * s_lanes - 1) / (4 * s_lanes) * (4 * s_lanes);
        _features = new double[_stride * _columns];
        _means = new double[_columns];
        _gram = new double[_columns * _columns];
        for (var j = 0; j < _columns; j++)
        {
            var column = Column(j);
            if (j < _domains) for (var i = 0; i < _rows; i++) column[i] = mixes[i][j];
            else for (var i = 0; i < _rows; i++) column[i] = Math.Log(mixes[i][j - _domains] + epsilon!.Value);
            var sum = 0.0;
            foreach (var value in column) sum += value;
            _means[j] = sum / _rows;
            foreach (ref var value in column) value -= _means[j];
            for (var k = 0; k <= j; k++) _gram[j * _columns + k] = _gram[k * _columns + j] = Vectors.Dot(column, Column(k));
        }
    }

    public double? Epsilon { get; }

    /// <summary>Solves for a right side.</summary>
    /// <param name="values">Values by mix.</param>
    /// <param name="penalty">Ridge penalty.</param>
    /// <param name="bounded">Whether the logarithms' coefficients are at most 0.</param>
    public RidgeSolution Solve(ReadOnlySpan<double> values, double penalty, bool bounded) => Solve(Side(values), penalty, bounded);

    /// <summary>A right side, for several penalties.</summary>
    public RidgeSide Side(ReadOnlySpan<double> values)
    {
        var mean = 0.0;
        foreach (var value in values) mean += value;
        mean /= _rows;
        // The columns are centred, so the values need not be.
        var moments = new double[_columns];
        for (var j = 0; j < _columns; j++) moments[j] = Vectors.Dot(Column(j), values);
        return new(mean, moments);
    }

    /// <summary>Solves for a right side.</summary>
    /// <param name="side">The right side.</param>
    /// <param name="penalty">Ridge penalty.</param>
    /// <param name="bounded">Whether the logarithms' coefficients are at most 0.</param>
    /// <param name="near">A solution with much the same coefficients at their bounds, which the search begins with; it changes nothing else.</param>
    public RidgeSolution Solve(RidgeSide side, double penalty, bool bounded, RidgeSolution? near = null)
    {
        var beta = BoundedRidge.Solve(_gram, side.Moments, penalty, bounded ? _domains : _columns, near?.Free, out var free, out var factor);
        var intercept = side.Mean - Vectors.Dot(beta, _means);
        var a = beta[.._domains];
        for (var j = 0; j < _domains; j++) a[j] += intercept;
        return new(beta, side.Mean, a, Epsilon is null ? null : beta[_domains..], free, factor);
    }

    /// <summary>
    /// Fitted values by mix, and how much each mix's own value decides its fitted one, 0 to 1: the diagonal of the hat matrix over the
    /// coefficients that are not at a bound.
    /// </summary>
    public void Fit(RidgeSolution solution, Span<double> fitted, Span<double> leverages)
    {
        fitted.Fill(solution.Mean);
        for (var j = 0; j < _columns; j++) if (solution.Beta[j] != 0) Vectors.AddScaled(fitted, solution.Beta[j], Column(j)[.._rows]);
        var (free, inverse) = (solution.Free, solution.Factor.Inverse());
        Span<double> group = stackalloc double[4 * s_lanes];
        ref var features = ref MemoryMarshal.GetArrayDataReference(_features);
        for (var row = 0; row < _rows; row += 4 * s_lanes)
        {
            var (s0, s1, s2, s3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
            for (var i = 0; i < free.Length; i++)
            {
                var (z0, z1, z2, z3) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
                for (var k = 0; k <= i; k++)
                {
                    var factor = new Vector<double>(inverse[i * free.Length + k]);
                    var at = (nuint)(free[k] * _stride + row);
                    z0 += factor * Vector.LoadUnsafe(ref features, at);
                    z1 += factor * Vector.LoadUnsafe(ref features, at + (nuint)s_lanes);
                    z2 += factor * Vector.LoadUnsafe(ref features, at + (nuint)(2 * s_lanes));
                    z3 += factor * Vector.LoadUnsafe(ref features, at + (nuint)(3 * s_lanes));
                }
                (s0, s1, s2, s3) = (s0 + z0 * z0, s1 + z1 * z1, s2 + z2 * z2, s3 + z3 * z3);
            }
            s0.CopyTo(group);
            s1.CopyTo(group[s_lanes..]);
            s2.CopyTo(group[(2 * s_lanes)..]);
            s3.CopyTo(group[(3 * s_lanes)..]);
            for (var i = row; i < Math.Min(row + group.Length, _rows); i++) leverages[i] = 1.0 / _rows + group[i - row];
        }
    }

    Span<double> Column(int column) => _features.AsSpan(column * _stride, _rows);
}

/// <summary>A right side of a <see cref="RidgeProblem"/>.</summary>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Moments">Products of the values with the columns.</param>
sealed record RidgeSide(double Mean, double[] Moments);

/// <summary>A solution of a <see cref="RidgeProblem"/>.</summary>
/// <param name="Beta">Coefficients of the centred columns.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="A">Coefficients of the weights, intercept included.</param>
/// <param name="B">Coefficients of the logarithms; null without.</param>
/// <param name="Free">Columns not held at their bound.</param>
/// <param name="Factor">Factor of their system.</param>
sealed record RidgeSolution(double[] Beta, double Mean, double[] A, double[]? B, int[] Free, Cholesky Factor);
