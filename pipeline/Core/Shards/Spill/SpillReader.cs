using System.Buffers.Binary;
using System.Text;
using Curation.Core.Documents;
using ZstdSharp;

namespace Curation.Core.Shards.Spill;

/// <summary>Reads the documents of one bucket from a spill, in the order they were added.</summary>
sealed class SpillReader
{
    readonly Func<long, Stream> _open;
    readonly ILookup<int, (long Offset, int Length, int Size)> _index;

    /// <summary>Reads the index.</summary>
    /// <param name="open">Opens the spill from a byte offset.</param>
    /// <param name="bytes">Its length.</param>
    public SpillReader(Func<long, Stream> open, long bytes)
    {
        _open = open;
        var count = BinaryPrimitives.ReadInt64LittleEndian(Bytes(bytes - 8, 8));
        var index = Bytes(bytes - 8 - count * 20, checked((int)count * 20));
        _index = Enumerable.Range(0, (int)count).Select(i => index.AsMemory(i * 20, 20)).ToLookup(
            e => BinaryPrimitives.ReadInt32LittleEndian(e.Span),
            e => (BinaryPrimitives.ReadInt64LittleEndian(e.Span[4..]), BinaryPrimitives.ReadInt32LittleEndian(e.Span[12..]), BinaryPrimitives.ReadInt32LittleEndian(e.Span[16..])));
    }

    public IEnumerable<(Document Document, int Tokens)> Read(int bucket)
    {
        foreach (var (offset, length, size) in _index[bucket])
        {
            var block = new byte[size];
            using (var decompressor = new Decompressor()) decompressor.Unwrap(Bytes(offset, length), block);
            using var reader = new BinaryReader(new MemoryStream(block), Encoding.UTF8);
            while (reader.BaseStream.Position < size) yield return DocumentCodec.Read(reader);
        }
    }

    byte[] Bytes(long offset, int length)
    {
        var bytes = new byte[length];
        using var stream = _open(offset);
        stream.ReadExactly(bytes);
        return bytes;
    }
}
