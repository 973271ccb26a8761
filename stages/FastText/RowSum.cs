using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Sums the rows of a line as they come, so that a line of any length takes the same memory for them.</summary>
sealed class RowSum() : RowList(4096)
{
    float[] _matrix = [], _sum = [];

    /// <summary>Begins a line.</summary>
    public void Begin(FastTextMatrix matrix)
    {
        Clear();
        _matrix = matrix.Values;
        if (_sum.Length != matrix.Columns) _sum = new float[matrix.Columns];
        else _sum.AsSpan().Clear();
    }

    /// <summary>The mean of the rows; empty if there was none.</summary>
    public ReadOnlySpan<float> Mean()
    {
        if (Weight == 0) return [];
        MakeRoom();
        FloatRows.Scale(_sum, (float)(1.0 / Weight));
        return _sum;
    }

    protected override void MakeRoom()
    {
        FloatRows.Add(_matrix, Rows, _sum);
        ClearRows();
    }
}
