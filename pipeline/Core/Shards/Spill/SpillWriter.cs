using System.Runtime.InteropServices;
using Curation.Core.Documents;
using ZstdSharp;

namespace Curation.Core.Shards.Spill;

/// <summary>
/// Sorts documents into buckets on disk within a memory limit: compressed blocks bucket by bucket, each behind its lengths, then where each bucket begins
/// and the last one ends. The same documents in the same order give the same bytes.
/// </summary>
sealed class SpillWriter : IDisposable
{
    readonly Stream _output;
    readonly FileStream _unsorted;
    readonly NativeBuffer?[] _open;
    readonly List<(int Bucket, long Offset, int Length)> _blocks = [];
    readonly NativeBuffer _packed = new(kept: 2 << 20);
    readonly Compressor _compressor = new(1);
    readonly int _blockBytes;

    /// <summary>Begins a spill.</summary>
    /// <param name="output">Where it goes; not closed.</param>
    /// <param name="scratch">Existing folder for blocks in the order of their making.</param>
    /// <param name="buckets">Buckets, at least one.</param>
    /// <param name="memory">Bytes buffered at most, but for the last document of each bucket.</param>
    public SpillWriter(Stream output, string scratch, int buckets, long memory = 16 << 20)
    {
        _output = output;
        _unsorted = new(Path.Combine(scratch, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        _open = new NativeBuffer?[buckets];
        _blockBytes = (int)Math.Clamp(memory / buckets, 1 << 10, 1 << 20);
    }

    /// <summary>Adds a document to a bucket, behind those that were added to it before.</summary>
    public void Add(int bucket, Document document, int tokens)
    {
        DocumentCodec.Write(Open(bucket), document, tokens);
        FlushIfFull(bucket);
    }

    /// <summary>Adds the bytes of a document of another spill.</summary>
    public void Add(int bucket, ReadOnlySpan<byte> document)
    {
        Open(bucket).Append(document);
        FlushIfFull(bucket);
    }

    /// <summary>Writes all blocks in the order of their buckets.</summary>
    public void Complete()
    {
        for (var bucket = 0; bucket < _open.Length; bucket++)
            if (_open[bucket] is { Length: > 0 } buffer) Flush(bucket, buffer);
        var begins = new long[_open.Length + 1];
        foreach (var (bucket, _, length) in _blocks) begins[bucket + 1] += length;
        for (var bucket = 0; bucket < _open.Length; bucket++) begins[bucket + 1] += begins[bucket];
        foreach (var (_, offset, length) in _blocks.OrderBy(b => b.Bucket))
        {
            var block = _packed.Reserve(length)[..length];
            _unsorted.Position = offset;
            _unsorted.ReadExactly(block);
            _output.Write(block);
        }
        _output.Write(MemoryMarshal.AsBytes<long>(begins));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable? buffer in _open) buffer?.Dispose();
        ((IDisposable)_packed).Dispose();
        _compressor.Dispose();
        _unsorted.Dispose();
    }

    NativeBuffer Open(int bucket) => _open[bucket] ??= new NativeBuffer(kept: 2 * _blockBytes);

    void FlushIfFull(int bucket)
    {
        if (_open[bucket]!.Length >= _blockBytes) Flush(bucket, _open[bucket]!);
    }

    void Flush(int bucket, NativeBuffer buffer)
    {
        var room = _packed.Reserve(BlockHead.Bytes + Compressor.GetCompressBound(buffer.Length));
        var length = _compressor.Wrap(buffer.Written, room[BlockHead.Bytes..]);
        MemoryMarshal.Write(room, new BlockHead(length, buffer.Length));
        _blocks.Add((bucket, _unsorted.Position, BlockHead.Bytes + length));
        _unsorted.Write(room[..(BlockHead.Bytes + length)]);
        buffer.Clear();
        _packed.Clear();
    }
}
