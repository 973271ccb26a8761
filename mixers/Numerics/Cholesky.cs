namespace Curation.Mixers.Numerics;

/// <summary>Factor of a symmetric positive definite matrix, for the small dense systems of regression and solving.</summary>
sealed class Cholesky
{
    readonly double[] _lower;
    readonly int _size;

    Cholesky(double[] lower, int size) => (_lower, _size) = (lower, size);

    /// <summary>The factor, or null if the matrix is not positive definite.</summary>
    /// <param name="matrix">Row by row; only the lower triangle is read.</param>
    /// <param name="size">Rows.</param>
    public static Cholesky? Factor(ReadOnlySpan<double> matrix, int size)
    {
        var lower = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            var row = lower.AsSpan(i * size, size);
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i * size + j] - Vectors.Dot(row[..j], lower.AsSpan(j * size, j));
                if (i != j) row[j] = sum / lower[j * size + j];
                else if (sum <= 0 || !double.IsFinite(sum)) return null;
                else row[i] = Math.Sqrt(sum);
            }
        }
        return new(lower, size);
    }

    /// <summary>Solves the system in place.</summary>
    public void Solve(Span<double> vector)
    {
        Forward(vector);
        for (var i = _size - 1; i >= 0; i--)
        {
            var value = vector[i] / _lower[i * _size + i];
            vector[i] = value;
            for (var j = 0; j < i; j++) vector[j] -= _lower[i * _size + j] * value;
        }
    }

    /// <summary>The inverse of the lower factor, row by row: the squared norm of its product with a vector is the vector's form in the inverse matrix.</summary>
    public double[] Inverse()
    {
        var inverse = new double[_size * _size];
        for (var i = 0; i < _size; i++)
        {
            var row = inverse.AsSpan(i * _size, i + 1);
            for (var k = 0; k < i; k++) Vectors.AddScaled(row[..(k + 1)], -_lower[i * _size + k], inverse.AsSpan(k * _size, k + 1));
            row[i] = 1;
            foreach (ref var value in row) value /= _lower[i * _size + i];
        }
        return inverse;
    }

    void Forward(Span<double> vector)
    {
        for (var i = 0; i < _size; i++)
            vector[i] = (vector[i] - Vectors.Dot(vector[..i], _lower.AsSpan(i * _size, i))) / _lower[i * _size + i];
    }
}
