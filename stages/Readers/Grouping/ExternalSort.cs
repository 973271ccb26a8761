using System.Buffers;

namespace Curation.Stages.Readers.Grouping;

/// <summary>
/// Records in order of two keys, whatever their number: what exceeds the memory is sorted in runs on local disk and merged. Records
/// with equal keys keep the order in which they were added.
/// </summary>
internal sealed class ExternalSort(string scratch, long memoryBytes) : IDisposable
{
    const int ChunkBytes = 4 << 20;

    readonly List<byte[]> _chunks = [];
    readonly List<SortEntry> _entries = [];
    readonly List<SortRun> _runs = [];
    string? _folder;
    int _used;
    long _held;

    /// <summary>Number of runs on disk.</summary>
    public int Runs => _runs.Count;

    /// <summary>Adds a record.</summary>
    public void Add(long key, long order, ReadOnlySpan<byte> record) => record.CopyTo(Add(key, order, record.Length));

    /// <summary>Adds a record of a length, to be written before the next call.</summary>
    public Span<byte> Add(long key, long order, int length)
    {
        if (_held + length + 48 > memoryBytes && _entries.Count > 0) Spill();
        if (_chunks.Count == 0 || _chunks[^1].Length - _used < length)
        {
            _chunks.Add(ArrayPool<byte>.Shared.Rent(Math.Max(ChunkBytes, length)));
            _used = 0;
        }
        _entries.Add(new(key, order, _entries.Count, _chunks.Count - 1, _used, length));
        _used += length;
        _held += length + 48;
        return _chunks[^1].AsSpan(_used - length, length);
    }

    /// <summary>All records in order; a record is valid until the next one.</summary>
    public IEnumerable<(long Key, long Order, ReadOnlyMemory<byte> Record)> Sorted()
    {
        if (_runs.Count == 0)
        {
            _entries.Sort();
            foreach (var entry in _entries) yield return (entry.Key, entry.Order, _chunks[entry.Chunk].AsMemory(entry.Offset, entry.Length));
            yield break;
        }
        if (_entries.Count > 0) Spill();
        var heads = new PriorityQueue<int, (long Key, long Order, int Run)>();
        for (var run = 0; run < _runs.Count; run++)
        {
            _runs[run].Rewind();
            if (_runs[run].Read()) heads.Enqueue(run, (_runs[run].Key, _runs[run].Order, run));
        }
        while (heads.TryDequeue(out var run, out var head))
        {
            yield return (head.Key, head.Order, _runs[run].Record);
            if (_runs[run].Read()) heads.Enqueue(run, (_runs[run].Key, _runs[run].Order, run));
        }
    }

    public void Dispose()
    {
        Release();
        foreach (var run in _runs) run.Dispose();
        _runs.Clear();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
        _folder = null;
    }

    void Spill()
    {
        _entries.Sort();
        _folder ??= Directory.CreateDirectory(Path.Combine(scratch, "sort-" + Path.GetRandomFileName())).FullName;
        var run = new SortRun(Path.Combine(_folder, _runs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        _runs.Add(run);
        foreach (var entry in _entries) run.Write(entry.Key, entry.Order, _chunks[entry.Chunk].AsSpan(entry.Offset, entry.Length));
        Release();
    }

    void Release()
    {
        foreach (var chunk in _chunks) ArrayPool<byte>.Shared.Return(chunk);
        _chunks.Clear();
        _entries.Clear();
        (_used, _held) = (0, 0);
    }

    /// <summary>A record in memory.</summary>
    readonly record struct SortEntry(long Key, long Order, int Added, int Chunk, int Offset, int Length) : IComparable<SortEntry>
    {
        public int CompareTo(SortEntry other) =>
            Key != other.Key ? Key.CompareTo(other.Key) : Order != other.Order ? Order.CompareTo(other.Order) : Added.CompareTo(other.Added);
    }
}
