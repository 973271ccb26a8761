using System.Runtime.CompilerServices;

namespace Curation.Stages.Dedup.External;

/// <summary>Merges sorted files of records with a heap of their heads.</summary>
sealed class RunMerge<T> : IDisposable
    where T : unmanaged, IComparable<T>
{
    readonly List<RecordReader<T>> _heap = [];
    readonly T[] _block = new T[4096];

    /// <summary>Opens the runs; their buffers together take at most <paramref name="capacity"/> records.</summary>
    public RunMerge(IReadOnlyList<string> runs, int capacity)
    {
        var each = Math.Clamp(capacity / runs.Count, 64, (1 << 20) / Unsafe.SizeOf<T>());
        foreach (var run in runs)
        {
            var reader = new RecordReader<T>(new FileStream(run, FileMode.Open, FileAccess.Read, FileShare.Read, 0), long.MaxValue, each);
            if (reader.Next()) _heap.Add(reader);
            else reader.Dispose();
        }
        for (var i = (_heap.Count / 2) - 1; i >= 0; i--) Sink(i);
    }

    /// <summary>Gives all records in order.</summary>
    public void Drain(BlockConsumer<T> consume)
    {
        var count = 0;
        while (_heap.Count > 0)
        {
            var head = _heap[0];
            _block[count++] = head.Current;
            if (count == _block.Length)
            {
                consume(_block);
                count = 0;
            }
            if (!head.Next())
            {
                head.Dispose();
                _heap[0] = _heap[^1];
                _heap.RemoveAt(_heap.Count - 1);
            }
            Sink(0);
        }
        consume(_block.AsSpan(0, count));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _heap) reader.Dispose();
        _heap.Clear();
    }

    void Sink(int at)
    {
        for (int child; (child = (2 * at) + 1) < _heap.Count; at = child)
        {
            if (child + 1 < _heap.Count && _heap[child + 1].Current.CompareTo(_heap[child].Current) < 0) child++;
            if (_heap[at].Current.CompareTo(_heap[child].Current) <= 0) return;
            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
        }
    }
}
