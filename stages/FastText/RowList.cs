namespace Curation.Stages.FastText;

/// <summary>What a line stands for: rows of the input matrix, hashes of its tokens, its labels. Grows, and keeps its memory.</summary>
class RowList
{
    /// <summary>Hashes whose memory is kept for the next line.</summary>
    const int MostKept = 1 << 20;

    int[] _rows, _hashes = new int[64], _labels = [];
    int _rowCount, _hashCount, _labelCount;

    public RowList(int rows = 256) => _rows = new int[rows];

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _rowCount);

    public ReadOnlySpan<int> Hashes => _hashes.AsSpan(0, _hashCount);

    /// <summary>Ordinals of labels that stand in the line.</summary>
    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _labelCount);

    /// <summary>Rows that these stand for: one may be the sum of several.</summary>
    public long Weight { get; protected set; }

    public void Clear()
    {
        (_rowCount, _hashCount, _labelCount, Weight) = (0, 0, 0, 0);
        if (_hashes.Length > MostKept) _hashes = new int[64];
    }

    public void Add(int row)
    {
        if (_rowCount == _rows.Length) MakeRoom();
        _rows[_rowCount++] = row;
        Weight++;
    }

    /// <summary>Adds a row that is the sum of <paramref name="weight"/> rows.</summary>
    public void AddSum(int row, int weight)
    {
        Add(row);
        Weight += weight - 1;
    }

    /// <summary>Adds what a token stands for that is not in the dictionary.</summary>
    public virtual void AddUnknown(ReadOnlySpan<byte> token, uint hash, FastTextDictionary dictionary) => dictionary.AddSubwords(token, this);

    public void AddRange(ReadOnlySpan<int> rows)
    {
        foreach (var row in rows) Add(row);
    }

    public void AddHash(int hash)
    {
        if (_hashCount == _hashes.Length) Array.Resize(ref _hashes, _hashes.Length * 2);
        _hashes[_hashCount++] = hash;
    }

    public void AddLabel(int label)
    {
        if (_labelCount == _labels.Length) Array.Resize(ref _labels, Math.Max(4, _labels.Length * 2));
        _labels[_labelCount++] = label;
    }

    /// <summary>Makes room for more rows.</summary>
    protected virtual void MakeRoom() => Array.Resize(ref _rows, _rows.Length * 2);

    /// <summary>Forgets the rows, which were put to use.</summary>
    protected void ClearRows() => _rowCount = 0;
}
