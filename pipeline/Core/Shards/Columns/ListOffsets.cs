using Apache.Arrow;

namespace Curation.Core.Shards.Columns;

/// <summary>Where the items of each row begin in a column of lists.</summary>
sealed class ListOffsets : IDisposable
{
    readonly NativeBuffer _offsets = new();

    public ListOffsets() => Clear();

    /// <summary>Rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Items of all rows.</summary>
    public int Items { get; private set; }

    /// <summary>Ends a row of so many items.</summary>
    public void EndRow(int items)
    {
        Items += items;
        Rows++;
        _offsets.Append(Items);
    }

    /// <summary>The offsets; valid until the next change.</summary>
    public ArrowBuffer View() => _offsets.View();

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _offsets.Clear();
        _offsets.Append(0);
        (Rows, Items) = (0, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable)_offsets).Dispose();
}
