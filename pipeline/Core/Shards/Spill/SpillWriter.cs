using System.Buffers.Binary;
using System.Text;
using Curation.Core.Documents;
using ZstdSharp;

namespace Curation.Core.Shards.Spill;

/// <summary>
/// Sorts documents into buckets on disk within a memory limit: compressed blocks, each of one bucket, then an index. The same documents
/// in the same order give the same bytes.
/// </summary>
sealed class SpillWriter(Stream output, int buckets, long memory = 64 << 20) : IDisposable
{
    readonly MemoryStream?[] _open = new MemoryStream?[buckets];
    readonly List<(int Bucket, long Offset, int Length, int Size)> _index = [];
    readonly Compressor _compressor = new(1);
    long _buffered, _offset;

    public void Add(int bucket, Document document, int tokens)
    {
        var stream = _open[bucket] ??= new MemoryStream();
        var before = stream.Length;
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true)) DocumentCodec.Write(writer, document, tokens);
        _buffered += stream.Length - before;
        if (_buffered > memory) Flush();
    }

    /// <summary>Writes what is buffered and the index.</summary>
    public void Complete()
    {
        Flush();
        Span<byte> entry = stackalloc byte[20];
        foreach (var (bucket, offset, length, size) in _index)
        {
            BinaryPrimitives.WriteInt32LittleEndian(entry, bucket);
            BinaryPrimitives.WriteInt64LittleEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], length);
            BinaryPrimitives.WriteInt32LittleEndian(entry[16..], size);
            output.Write(entry);
        }
        BinaryPrimitives.WriteInt64LittleEndian(entry, _index.Count);
        output.Write(entry[..8]);
    }

    public void Dispose() => _compressor.Dispose();

    void Flush()
    {
        for (var bucket = 0; bucket < _open.Length; bucket++)
        {
            if (_open[bucket] is not { Length: > 0 } stream) continue;
            var block = _compressor.Wrap(stream.GetBuffer().AsSpan(0, (int)stream.Length));
            output.Write(block);
            _index.Add((bucket, _offset, block.Length, (int)stream.Length));
            _offset += block.Length;
            _open[bucket] = null;
        }
        _buffered = 0;
    }
}
