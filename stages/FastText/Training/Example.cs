namespace Curation.Stages.FastText.Training;

/// <summary>An example of a batch: its rows, by the thread that owns them, and what is learnt from it. Its memory is used again and again.</summary>
sealed class Example(int dimension, int threads)
{
    readonly int[] _ends = new int[threads + 1];
    int[] _owned = new int[256];

    public RowList Rows { get; } = new();

    public float[] Hidden { get; } = new float[dimension];

    public float[] Gradient { get; } = new float[dimension];

    /// <summary>Whether it has labels and rows.</summary>
    public bool CanTeach => Rows.Labels.Length > 0 && Rows.Rows.Length > 0;

    /// <summary>The rows that a thread owns.</summary>
    public ReadOnlySpan<int> Owned(int thread) => _owned.AsSpan(_ends[thread].._ends[thread + 1]);

    /// <summary>Sorts the rows by the threads that own them: two threads never write to one row.</summary>
    public void Divide()
    {
        var rows = Rows.Rows;
        if (_owned.Length < rows.Length) _owned = new int[rows.Length * 2];
        _ends.AsSpan().Clear();
        if (threads == 1)
        {
            rows.CopyTo(_owned);
            _ends[1] = rows.Length;
            return;
        }
        foreach (var row in rows) _ends[Owner(row) + 1]++;
        for (var thread = 1; thread <= threads; thread++) _ends[thread] += _ends[thread - 1];
        // Filling moves each start to its end, which is the next one's start.
        foreach (var row in rows) _owned[_ends[Owner(row)]++] = row;
        for (var thread = threads; thread > 0; thread--) _ends[thread] = _ends[thread - 1];
        _ends[0] = 0;
    }

    int Owner(int row) => (int)((ulong)unchecked((uint)row * 2654435769u) * (uint)threads >> 32);
}
