namespace Curation.Stages.FastText;

/// <summary>
/// The labels of the highest scores. A heap with the steps of C++'s <c>push_heap</c>, <c>pop_heap</c> and <c>sort_heap</c> as the GNU
/// library takes them, since these decide which of equal scores the command <c>fasttext</c> keeps, and in which order.
/// </summary>
/// <param name="items">Room for one more than are wanted.</param>
ref struct BestLabels(Span<(int Label, float Score)> items)
{
    readonly Span<(int Label, float Score)> _items = items;

    /// <summary>Labels so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a label of this score would not stay.</summary>
    public readonly bool IsTooLow(float score) => Count == _items.Length - 1 && score < _items[0].Score;

    public void Add(int label, float score)
    {
        if (IsTooLow(score)) return;
        Rise(Count, 0, (label, score));
        Count++;
        if (Count < _items.Length) return;
        Pop(Count);
        Count--;
    }

    /// <summary>Orders them, best first.</summary>
    public readonly void Sort()
    {
        for (var count = Count; count > 1; count--) Pop(count);
    }

    readonly void Rise(int hole, int top, (int Label, float Score) item)
    {
        for (var parent = (hole - 1) / 2; hole > top && _items[parent].Score > item.Score; parent = (hole - 1) / 2)
        {
            _items[hole] = _items[parent];
            hole = parent;
        }
        _items[hole] = item;
    }

    /// <summary>Moves the lowest of the first <paramref name="count"/> behind the others.</summary>
    readonly void Pop(int count)
    {
        if (count < 2) return;
        var length = count - 1;
        var item = _items[length];
        _items[length] = _items[0];
        var (hole, child) = (0, 0);
        while (child < (length - 1) / 2)
        {
            child = 2 * (child + 1);
            if (_items[child].Score > _items[child - 1].Score) child--;
            _items[hole] = _items[child];
            hole = child;
        }
        if ((length & 1) == 0 && child == (length - 2) / 2)
        {
            child = 2 * (child + 1);
            _items[hole] = _items[child - 1];
            hole = child - 1;
        }
        Rise(hole, 0, item);
    }
}
