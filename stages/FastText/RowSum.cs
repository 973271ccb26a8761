using Curation.Stages.Kernels;

namespace Curation.Stages.FastText;

/// <summary>Sums the rows of a line as they come, so that a line of any length takes the same memory for them.</summary>
sealed class RowSum() : RowList(4096)
{
    float[] _matrix = [], _sum = [];
    TokenSums? _unknown;

    /// <summary>Begins a line.</summary>
    /// <param name="matrix">Has the rows.</param>
    /// <param name="unknown">Sums of tokens that are not in the dictionary; null to add their rows one by one.</param>
    public void Begin(FastTextMatrix matrix, TokenSums? unknown)
    {
        Clear();
        _unknown = unknown;
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

    public override void AddUnknown(ReadOnlySpan<byte> token, uint hash, FastTextDictionary dictionary)
    {
        if (_unknown is null || token.Length > TokenSums.Longest) base.AddUnknown(token, hash, dictionary);
        else Weight += _unknown.Add(token, hash, _sum);
    }

    protected override void MakeRoom()
    {
        FloatRows.Add(_matrix, Rows, _sum);
        ClearRows();
    }
}
