using System.Runtime.InteropServices;
using Curation.Core.Documents;
using ZstdSharp;

namespace Curation.Core.Shards.Spill;

/// <summary>
/// Sorts documents into buckets on disk within a memory limit: compressed blocks, each of one bucket, then their places bucket by bucket, then for each
/// bucket where its places begin. The same documents in the same order give the same bytes.
/// </summary>
/// <param name="output">Where the spill goes; not closed.</param>
/// <param name="buckets">Buckets, at least one.</param>
/// <param name="memory">Bytes buffered at most, but for the last document of each bucket.</param>
sealed class SpillWriter(Stream output, int buckets, long memory = 32 << 20) : IDisposable
{
    readonly int _blockBytes = (int)Math.Clamp(memory / buckets, 1 << 10, 1 << 20);
    readonly NativeBuffer?[] _open = new NativeBuffer?[buckets];
    readonly NativeBuffer _packed = new(kept: 2 << 20);
    readonly List<(int Bucket, SpillBlock Block)> _blocks = [];
    readonly Compressor _compressor = new(1);
    long _offset;

    /// <summary>Adds a document to a bucket, behind those that were added to it before.</summary>
    public void Add(int bucket, Document document, int tokens)
    {
        var buffer = _open[bucket] ??= new NativeBuffer(kept: 2 * _blockBytes);
        DocumentCodec.Write(buffer, document, tokens);
        if (buffer.Length >= _blockBytes) Flush(bucket, buffer);
    }

    /// <summary>Writes what is buffered and the places of all blocks.</summary>
    public void Complete()
    {
        for (var bucket = 0; bucket < buckets; bucket++)
            if (_open[bucket] is { Length: > 0 } buffer) Flush(bucket, buffer);
        var begins = new long[buckets + 1];
        foreach (var (bucket, _) in _blocks) begins[bucket + 1]++;
        begins[0] = _offset;
        for (var bucket = 0; bucket < buckets; bucket++) begins[bucket + 1] = begins[bucket] + begins[bucket + 1] * SpillBlock.Bytes;
        var places = _blocks.OrderBy(b => b.Bucket).Select(b => b.Block).ToArray();
        output.Write(MemoryMarshal.AsBytes<SpillBlock>(places));
        output.Write(MemoryMarshal.AsBytes<long>(begins));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable? buffer in _open) buffer?.Dispose();
        ((IDisposable)_packed).Dispose();
        _compressor.Dispose();
    }

    void Flush(int bucket, NativeBuffer buffer)
    {
        var room = _packed.Reserve(Compressor.GetCompressBound(buffer.Length));
        var length = _compressor.Wrap(buffer.GetSpan()[..buffer.Length], room);
        output.Write(room[..length]);
        _blocks.Add((bucket, new(_offset, length, buffer.Length)));
        _offset += length;
        buffer.Clear();
        _packed.Clear();
    }
}
