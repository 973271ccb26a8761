namespace Curation.Stages.LanguageId;

/// <summary>Rows that a line stands for and the hashes of its tokens; grows, and keeps its memory.</summary>
sealed class RowList
{
    int[] _rows = [], _hashes = [];
    int _rowCount, _hashCount;

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _rowCount);

    public ReadOnlySpan<int> Hashes => _hashes.AsSpan(0, _hashCount);

    public void Clear() => (_rowCount, _hashCount) = (0, 0);

    public void Add(int row)
    {
        if (_rowCount == _rows.Length) Array.Resize(ref _rows, Math.Max(256, _rows.Length * 2));
        _rows[_rowCount++] = row;
    }

    public void AddRange(ReadOnlySpan<int> rows)
    {
        if (_rowCount + rows.Length > _rows.Length) Array.Resize(ref _rows, Math.Max(256, (_rowCount + rows.Length) * 2));
        rows.CopyTo(_rows.AsSpan(_rowCount));
        _rowCount += rows.Length;
    }

    public void AddHash(int hash)
    {
        if (_hashCount == _hashes.Length) Array.Resize(ref _hashes, Math.Max(256, _hashes.Length * 2));
        _hashes[_hashCount++] = hash;
    }
}
