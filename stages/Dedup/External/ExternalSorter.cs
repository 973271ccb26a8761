using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Curation.Stages.Kernels;

namespace Curation.Stages.Dedup.External;

/// <summary>Sorts more records than memory holds: sorted runs go to a folder and are merged.</summary>
/// <typeparam name="T">Records of fixed size, in the order of their comparison.</typeparam>
sealed class ExternalSorter<T> : IDisposable
    where T : unmanaged, IComparable<T>
{
    readonly string _folder;
    readonly string _name;
    readonly int _capacity;
    readonly List<string> _runs = [];
    T[] _buffer = [];
    int _count;

    /// <summary>A sorter without records.</summary>
    /// <param name="folder">Where runs go that memory does not hold.</param>
    /// <param name="name">Name of the sorter in the folder.</param>
    /// <param name="memory">Bytes that records in memory may take.</param>
    public ExternalSorter(string folder, string name, long memory)
    {
        (_folder, _name) = (folder, name);
        _capacity = (int)Math.Clamp(memory / Unsafe.SizeOf<T>(), 1024, Array.MaxLength);
    }

    /// <summary>Records added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a record.</summary>
    public void Add(T item)
    {
        if (_count == _buffer.Length) MakeRoom();
        _buffer[_count++] = item;
        Count++;
    }

    /// <summary>Adds all records of a reader.</summary>
    public void AddAll(RecordReader<T> reader)
    {
        for (var block = reader.Block(); !block.IsEmpty; block = reader.Block())
            foreach (ref readonly var item in block) Add(item);
    }

    /// <summary>Gives the records in order, a block at a time; afterwards the sorter is empty.</summary>
    /// <param name="consume">Takes a block, valid during the call.</param>
    public void Drain(BlockConsumer<T> consume)
    {
        Sort();
        if (_runs.Count == 0)
        {
            consume(_buffer.AsSpan(0, _count));
            Clear();
            return;
        }
        if (_count > 0) Spill();
        _buffer = [];
        using (var merge = new RunMerge<T>(_runs, _capacity)) merge.Drain(consume);
        Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    void MakeRoom()
    {
        if (_buffer.Length < _capacity)
        {
            var larger = GC.AllocateUninitializedArray<T>((int)Math.Min(_capacity, Math.Max(1024L, _buffer.Length * 2L)));
            _buffer.AsSpan(0, _count).CopyTo(larger);
            _buffer = larger;
            return;
        }
        Sort();
        Spill();
    }

    void Sort()
    {
        var items = _buffer.AsSpan(0, _count);
        if (typeof(T) == typeof(UInt128)) RadixSort.Sort(MemoryMarshal.Cast<T, UInt128>(items));
        else items.Sort();
    }

    void Spill()
    {
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_name}.run{_runs.Count:d4}"));
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        Records.Write(file, _buffer.AsSpan(0, _count));
        _runs.Add(path);
        _count = 0;
    }

    void Clear()
    {
        foreach (var run in _runs) File.Delete(run);
        _runs.Clear();
        _buffer = [];
        _count = 0;
    }
}

/// <summary>Takes a block of records, valid during the call.</summary>
delegate void BlockConsumer<T>(ReadOnlySpan<T> block);
